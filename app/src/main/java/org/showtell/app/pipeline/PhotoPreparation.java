package org.showtell.app.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.weights.ContentHash;

/** Photos by their names in a source: one picture each. */
final class PhotoPreparation implements MediaPreparation<String> {
  private static final int AHEAD = 64;

  private final ImageSource source;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;
  private final int width; // of the prepared picture
  private final boolean mirrored;

  /**
   * Prepares photos.
   *
   * @param mirrored whether left and right change places
   */
  PhotoPreparation(ImageSource source, Preprocessing preprocessing, boolean mirrored) {
    this.source = source;
    this.mirrored = mirrored;
    width = preprocessing.width();
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
  }

  @Override
  public Prepared prepare(String file, Predicate<String> known) throws IOException {
    byte[] content = source.read(file);
    String hash = ContentHash.sha256(content);
    if (mirrored) {
      hash = ContentHash.sha256((hash + "\nmirrored").getBytes(StandardCharsets.UTF_8));
    }
    return new Prepared(hash, known.test(hash) ? List.of() : List.of(picture(content, file)));
  }

  private float[] picture(byte[] content, String file) throws IOException {
    float[] pixels = preprocessor.apply(reader.read(content, file));
    if (mirrored) {
      for (int row = 0; row < pixels.length; row += 3 * width) {
        mirror(pixels, row);
      }
    }
    return pixels;
  }

  private void mirror(float[] pixels, int row) {
    for (int x = 0; x < width / 2; x++) {
      for (int channel = 0; channel < 3; channel++) {
        int left = row + 3 * x + channel;
        int right = row + 3 * (width - 1 - x) + channel;
        float kept = pixels[left];
        pixels[left] = pixels[right];
        pixels[right] = kept;
      }
    }
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
