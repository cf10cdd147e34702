package org.showtell.app.input;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.showtell.dataset.ImageSource;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.weights.ContentHash;

/** Photos by their names in a source: one picture each. */
public final class PhotoPreparation implements MediaPreparation<String> {
  private static final int AHEAD = 64;

  private final ImageSource source;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;

  public PhotoPreparation(ImageSource source, Preprocessing preprocessing) {
    this.source = source;
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
  }

  @Override
  public Prepared prepare(String file, Predicate<String> known) throws IOException {
    byte[] content = source.read(file);
    String hash = ContentHash.sha256(content);
    return new Prepared(
        hash,
        known.test(hash) ? List.of() : List.of(preprocessor.apply(reader.read(content, file))));
  }

  @Override
  public String describe(String file) {
    return source.describe(file);
  }

  @Override
  public int ahead() {
    return AHEAD;
  }
}
