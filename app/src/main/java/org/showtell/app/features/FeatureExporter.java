package org.showtell.app.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.showtell.app.input.FailedInput;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.PhotoInput;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/** Features of photos in input order, in batches; memory does not depend on their number. */
public final class FeatureExporter {
  private final ImageEncoder encoder;
  private final FeatureKind kind;
  private final int batchSize;
  private final Preprocessing preprocessing;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;

  /**
   * A run with an encoder that the caller owns.
   *
   * @param batchSize photos encoded at once
   */
  public FeatureExporter(ImageEncoder encoder, FeatureKind kind, int batchSize) {
    this.encoder = encoder;
    this.kind = kind;
    this.batchSize = batchSize;
    preprocessing = encoder.spec().preprocessing();
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
  }

  /**
   * Encodes every photo.
   *
   * @throws IOException if the sink cannot save
   */
  public void run(Iterator<? extends InputEntry> inputs, FeatureSink sink) throws IOException {
    List<String> paths = new ArrayList<>();
    float[] pixels = new float[batchSize * preprocessor.length()];
    while (inputs.hasNext()) {
      InputEntry entry = inputs.next();
      if (entry instanceof FailedInput failed) {
        sink.failed(failed.path(), failed.error());
      } else if (entry instanceof PhotoInput photo) {
        try {
          preprocessor.apply(
              reader.read(photo.content().read(), photo.path()),
              pixels,
              paths.size() * preprocessor.length());
          paths.add(photo.path());
        } catch (IOException | RuntimeException e) {
          sink.failed(photo.path(), FailureReason.of(e));
        }
      }
      if (paths.size() == batchSize) {
        encode(paths, pixels, sink);
      }
    }
    if (!paths.isEmpty()) {
      encode(paths, pixels, sink);
    }
  }

  private void encode(List<String> paths, float[] pixels, FeatureSink sink) throws IOException {
    float[] used = java.util.Arrays.copyOf(pixels, paths.size() * preprocessor.length());
    PixelBatch batch =
        new PixelBatch(paths.size(), preprocessing.height(), preprocessing.width(), used);
    sink.write(List.copyOf(paths), encoder.encode(batch, kind));
    paths.clear();
  }
}
