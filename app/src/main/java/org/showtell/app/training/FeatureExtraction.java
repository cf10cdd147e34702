package org.showtell.app.training;

import java.io.IOException;
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
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;

/**
 * Reads, decodes and encodes the images of a dataset: decoding on worker threads, a bounded number
 * of images ahead of the encoder. An image that cannot be read is named and left out.
 */
public final class FeatureExtraction {
  private static final int BATCH = 16;
  private static final int AHEAD = 4 * BATCH;

  private final ImageEncoder encoder;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader = new ImageReader();

  /** Extraction with an encoder that the caller owns. */
  public FeatureExtraction(ImageEncoder encoder) {
    this.encoder = encoder;
    preprocessor = new ImagePreprocessor(encoder.spec().preprocessing());
  }

  /**
   * The vectors of all images.
   *
   * @param progress told how many images are done
   */
  public ImageVectors vectors(CaptionDataset dataset, IntConsumer progress) throws IOException {
    List<CaptionedImage> images = dataset.examples();
    float[][] vectors = new float[images.size()][];
    List<String> failures = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      Deque<Future<float[]>> ahead = new ArrayDeque<>();
      int submitted = 0;
      List<float[]> pixels = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        while (submitted < images.size() && ahead.size() < AHEAD) {
          String file = images.get(submitted++).file();
          ahead.add(
              workers.submit(
                  () -> preprocessor.apply(reader.read(dataset.images().read(file), file))));
        }
        try {
          pixels.add(ahead.remove().get());
          numbers.add(i);
        } catch (ExecutionException e) {
          failures.add(
              dataset.images().describe(images.get(i).file())
                  + ": "
                  + e.getCause().getMessage()
                  + "; left out");
        }
        if (pixels.size() == BATCH || i == images.size() - 1 && !pixels.isEmpty()) {
          encode(pixels, numbers, vectors);
          progress.accept(i + 1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading images", e);
    } finally {
      workers.shutdownNow();
    }
    return new ImageVectors(vectors, failures);
  }

  private void encode(List<float[]> pixels, List<Integer> numbers, float[][] vectors) {
    FeatureVector batch = encoder.encodeVector(batchOf(pixels));
    for (int row = 0; row < numbers.size(); row++) {
      float[] vector = new float[batch.size()];
      System.arraycopy(batch.values(), row * batch.size(), vector, 0, batch.size());
      vectors[numbers.get(row)] = vector;
    }
    pixels.clear();
    numbers.clear();
  }

  private PixelBatch batchOf(List<float[]> pixels) {
    int length = preprocessor.length();
    float[] values = new float[pixels.size() * length];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.get(i), 0, values, i * length, length);
    }
    return new PixelBatch(
        pixels.size(),
        encoder.spec().preprocessing().height(),
        encoder.spec().preprocessing().width(),
        values);
  }
}
