package org.showtell.app.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.ReadAhead;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.VisualFeatures;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/** Features of images in input order, in batches; memory does not depend on their number. */
public final class FeatureExporter {
  private final ImageEncoder encoder;
  private final FeatureKind kind;
  private final int batchSize;
  private final Preprocessing preprocessing;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;

  /** Takes features batch by batch, in input order. */
  public interface Sink {
    /** Saves the features of one batch, a row per path. */
    void write(List<String> paths, VisualFeatures features) throws IOException;

    /** An image that could not be read, at its place among the others. */
    void failed(String path, String error) throws IOException;
  }

  /** An input, decoded; its pixels are null where it is no image, or why it has none. */
  private record Decoded(InputEntry entry, float[] pixels, String error) {}

  /** An exporter with an encoder that the caller owns. */
  public FeatureExporter(ImageEncoder encoder, FeatureKind kind, int batchSize) {
    this.encoder = encoder;
    this.kind = kind;
    this.batchSize = batchSize;
    preprocessing = encoder.spec().preprocessing();
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
  }

  /** Encodes every image; they are decoded on threads beside the encoder. */
  public void run(Iterator<? extends InputEntry> inputs, Sink sink) throws IOException {
    List<String> paths = new ArrayList<>();
    float[] pixels = new float[batchSize * preprocessor.length()];
    int threads = Runtime.getRuntime().availableProcessors();
    try (ReadAhead<Decoded> decoded = new ReadAhead<>(inputs, this::decode, threads, 2 * threads)) {
      while (decoded.hasNext()) {
        Decoded next = decoded.next();
        if (next.error() != null) {
          encode(paths, pixels, sink); // those before it come first
          sink.failed(next.entry().path(), next.error());
        } else if (next.pixels() != null) {
          int offset = paths.size() * preprocessor.length();
          System.arraycopy(next.pixels(), 0, pixels, offset, next.pixels().length);
          paths.add(next.entry().path());
        }
        if (paths.size() == batchSize) {
          encode(paths, pixels, sink);
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading images", e);
    }
    encode(paths, pixels, sink);
  }

  private Decoded decode(InputEntry entry) {
    if (!(entry instanceof PhotoInput photo)) {
      return new Decoded(entry, null, entry instanceof FailedInput failed ? failed.error() : null);
    }
    try {
      byte[] content = photo.content().read();
      return new Decoded(entry, preprocessor.apply(reader.read(content, photo.path())), null);
    } catch (IOException | RuntimeException e) {
      return new Decoded(entry, null, FailureReason.of(e));
    }
  }

  private void encode(List<String> paths, float[] pixels, Sink sink) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    float[] used = Arrays.copyOf(pixels, paths.size() * preprocessor.length());
    PixelBatch batch =
        new PixelBatch(paths.size(), preprocessing.height(), preprocessing.width(), used);
    sink.write(List.copyOf(paths), encoder.encode(batch, kind));
    paths.clear();
  }
}
