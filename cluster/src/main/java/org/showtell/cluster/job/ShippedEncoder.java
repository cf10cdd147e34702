package org.showtell.cluster.job;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;

/**
 * An encoder on its way to the executors; its files are sent to each once.
 *
 * @param choice a preset or shipped model, or the name of a file among Spark's files
 * @param isFile whether it is such a file
 * @param weights the name of the weight file among Spark's files, or null
 * @param kind of the features
 */
public record ShippedEncoder(String choice, boolean isFile, String weights, FeatureKind kind)
    implements Serializable {
  private static final Map<ShippedEncoder, ImageEncoder> OPEN = new HashMap<>();

  /** Sends the files of an encoder that {@link EncoderSource} opens. */
  public static ShippedEncoder send(
      JavaSparkContext spark, String choice, Path weights, FeatureKind kind) {
    boolean isFile = Files.isRegularFile(Path.of(choice));
    if (isFile) {
      spark.addFile(Path.of(choice).toUri().toString());
    }
    if (weights != null) {
      spark.addFile(weights.toUri().toString());
    }
    return new ShippedEncoder(
        isFile ? Path.of(choice).getFileName().toString() : choice,
        isFile,
        weights == null ? null : weights.getFileName().toString(),
        kind);
  }

  /**
   * The process's encoder, which all its tasks share: one at a time is in it. It stays open until
   * the process ends.
   */
  ImageEncoder open() throws IOException {
    synchronized (OPEN) {
      ImageEncoder encoder = OPEN.get(this);
      if (encoder == null) {
        EncoderWeights file =
            EncoderWeights.standard()
                .orFile(weights == null ? null : Path.of(SparkFiles.get(weights)));
        String name = isFile ? SparkFiles.get(choice) : choice;
        encoder = new Shared(EncoderSource.of(name, file).open(kind));
        OPEN.put(this, encoder);
      }
      return encoder;
    }
  }

  /** One caller at a time; tasks do not close it. */
  private static final class Shared implements ImageEncoder {
    private final ImageEncoder encoder;

    Shared(ImageEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public EncoderSpec spec() {
      return encoder.spec();
    }

    @Override
    public synchronized FeatureGrid encodeGrid(PixelBatch pixels) {
      return encoder.encodeGrid(pixels);
    }

    @Override
    public synchronized FeatureVector encodeVector(PixelBatch pixels) {
      return encoder.encodeVector(pixels);
    }

    @Override
    public void close() {}
  }
}
