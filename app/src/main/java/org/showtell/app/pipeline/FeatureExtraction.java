package org.showtell.app.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.VisualFeatures;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.weights.ContentHash;

/**
 * The features of a dataset's images: computed once per photo and kept in a {@link FeatureStore}.
 *
 * <p>Reading and decoding run on worker threads, a bounded number of images ahead of the encoder.
 * An image that cannot be read is named and left out.
 */
public final class FeatureExtraction {
  private static final int BATCH = 16;
  private static final int AHEAD = 4 * BATCH;

  private final ImageEncoder encoder;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;
  private final FeatureKind kind;
  private final FeatureStoreKey storeKey;
  private final Path storeFolder;

  /**
   * Extraction with an encoder that the caller owns.
   *
   * @param stores folder of the feature stores, one sub-folder per encoder and kind
   */
  public FeatureExtraction(ImageEncoder encoder, FeatureKind kind, Path stores) {
    this.encoder = encoder;
    this.kind = kind;
    preprocessor = new ImagePreprocessor(encoder.spec().preprocessing());
    reader =
        new ImageReader(ImageReaderConfig.defaults().withTarget(encoder.spec().preprocessing()));
    storeKey = FeatureStoreKey.of(encoder.spec(), kind);
    storeFolder =
        stores.resolve(
            storeKey.encoder()
                + "-"
                + kind.name().toLowerCase(Locale.ROOT)
                + "-"
                + storeKey.weightsHash().substring(0, 12));
  }

  /** An image on its way: its pixels, or null if its features are known. */
  private record Prepared(String content, float[] pixels) {}

  /**
   * The features of all images.
   *
   * @param progress told how many images are done
   * @throws IOException if the store cannot be used or written
   */
  public DatasetFeatures extract(CaptionDataset dataset, IntConsumer progress) throws IOException {
    return extract(
        dataset.examples().stream().map(CaptionedImage::file).toList(), dataset.images(), progress);
  }

  /**
   * The features of these files.
   *
   * @param images names inside {@code source}
   * @param progress told how many images are done
   * @throws IOException if the store cannot be used or written
   */
  public DatasetFeatures extract(List<String> images, ImageSource source, IntConsumer progress)
      throws IOException {
    String[] contents = new String[images.size()];
    List<String> failures = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (FeatureStore store = FeatureStore.create(storeFolder, storeKey, images.size())) {
      Deque<Future<Prepared>> ahead = new ArrayDeque<>();
      int submitted = 0;
      List<Prepared> batch = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        while (submitted < images.size() && ahead.size() < AHEAD) {
          String file = images.get(submitted++);
          ahead.add(workers.submit(() -> prepare(source, file, store)));
        }
        try {
          Prepared prepared = ahead.remove().get();
          contents[i] = prepared.content();
          if (prepared.pixels() != null) {
            batch.add(prepared);
          }
        } catch (ExecutionException e) {
          failures.add(failure(source, images.get(i), e.getCause()));
        }
        if (batch.size() == BATCH || i == images.size() - 1 && !batch.isEmpty()) {
          encode(batch, store);
        }
        progress.accept(i + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading images", e);
    } finally {
      workers.shutdownNow();
    }
    return new DatasetFeatures(
        FeatureStore.open(storeFolder, storeKey), storeKey, contents, failures);
  }

  private static String failure(ImageSource source, String file, Throwable cause) {
    return source.describe(file) + ": " + cause.getMessage() + "; left out";
  }

  private Prepared prepare(ImageSource source, String file, FeatureStore store) throws IOException {
    byte[] content = source.read(file);
    String hash = ContentHash.sha256(content);
    return new Prepared(
        hash, store.contains(hash) ? null : preprocessor.apply(reader.read(content, file)));
  }

  private void encode(List<Prepared> batch, FeatureStore store) throws IOException {
    int length = preprocessor.length();
    float[] pixels = new float[batch.size() * length];
    for (int row = 0; row < batch.size(); row++) {
      System.arraycopy(batch.get(row).pixels(), 0, pixels, row * length, length);
    }
    Preprocessing preprocessing = encoder.spec().preprocessing();
    VisualFeatures features =
        encoder.encode(
            new PixelBatch(batch.size(), preprocessing.height(), preprocessing.width(), pixels),
            kind);
    int size = storeKey.length();
    for (int row = 0; row < batch.size(); row++) {
      store.put(
          batch.get(row).content(),
          Arrays.copyOfRange(features.values(), row * size, (row + 1) * size));
    }
    batch.clear();
  }
}
