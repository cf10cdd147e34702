package org.showtell.app.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.weights.ContentHash;

/**
 * The image vectors of a dataset: computed once per photo and kept in a {@link FeatureStore}.
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
  private final FeatureStoreKey storeKey;
  private final Path storeFolder;

  /**
   * Extraction with an encoder that the caller owns.
   *
   * @param stores folder of the feature stores, one sub-folder per encoder
   */
  public FeatureExtraction(ImageEncoder encoder, Path stores) {
    this.encoder = encoder;
    preprocessor = new ImagePreprocessor(encoder.spec().preprocessing());
    reader =
        new ImageReader(ImageReaderConfig.defaults().withTarget(encoder.spec().preprocessing()));
    storeKey = FeatureStoreKey.of(encoder.spec(), FeatureKind.VECTOR);
    storeFolder =
        stores.resolve(storeKey.encoder() + "-vector-" + storeKey.weightsHash().substring(0, 12));
  }

  /** An image on its way: its features if they are known, else its pixels. */
  private record Prepared(String content, float[] features, float[] pixels) {}

  /**
   * The vectors of all images.
   *
   * @param progress told how many images are done
   * @throws IOException if the store cannot be used or written
   */
  public ImageVectors vectors(CaptionDataset dataset, IntConsumer progress) throws IOException {
    List<CaptionedImage> images = dataset.examples();
    float[][] vectors = new float[images.size()][];
    List<String> failures = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (FeatureStore store = FeatureStore.create(storeFolder, storeKey, images.size())) {
      Deque<Future<Prepared>> ahead = new ArrayDeque<>();
      int submitted = 0;
      List<Prepared> batch = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        while (submitted < images.size() && ahead.size() < AHEAD) {
          String file = images.get(submitted++).file();
          ahead.add(workers.submit(() -> prepare(dataset, file, store)));
        }
        try {
          Prepared prepared = ahead.remove().get();
          vectors[i] = prepared.features();
          if (prepared.features() == null) {
            batch.add(prepared);
            numbers.add(i);
          }
        } catch (ExecutionException e) {
          failures.add(failure(dataset, images.get(i), e.getCause()));
        }
        if (batch.size() == BATCH || i == images.size() - 1 && !batch.isEmpty()) {
          encode(batch, numbers, vectors, store);
        }
        progress.accept(i + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading images", e);
    } finally {
      workers.shutdownNow();
    }
    return new ImageVectors(vectors, failures);
  }

  private static String failure(CaptionDataset dataset, CaptionedImage image, Throwable cause) {
    return dataset.images().describe(image.file()) + ": " + cause.getMessage() + "; left out";
  }

  private Prepared prepare(CaptionDataset dataset, String file, FeatureStore store)
      throws IOException {
    byte[] content = dataset.images().read(file);
    String hash = ContentHash.sha256(content);
    if (store.contains(hash)) {
      float[] features = new float[storeKey.length()];
      store.get(hash, features);
      return new Prepared(hash, features, null);
    }
    return new Prepared(hash, null, preprocessor.apply(reader.read(content, file)));
  }

  private void encode(
      List<Prepared> batch, List<Integer> numbers, float[][] vectors, FeatureStore store)
      throws IOException {
    int length = preprocessor.length();
    float[] pixels = new float[batch.size() * length];
    for (int row = 0; row < batch.size(); row++) {
      System.arraycopy(batch.get(row).pixels(), 0, pixels, row * length, length);
    }
    FeatureVector features =
        encoder.encodeVector(
            new PixelBatch(
                batch.size(),
                encoder.spec().preprocessing().height(),
                encoder.spec().preprocessing().width(),
                pixels));
    for (int row = 0; row < batch.size(); row++) {
      float[] vector = new float[features.size()];
      System.arraycopy(features.values(), row * features.size(), vector, 0, features.size());
      String content = batch.get(row).content();
      if (!store.contains(content)) {
        store.put(content, vector);
      }
      // What is stored is rounded to half precision: a resumed run must see the same numbers.
      store.get(content, vector);
      vectors[numbers.get(row)] = vector;
    }
    batch.clear();
    numbers.clear();
  }
}
