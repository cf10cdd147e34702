package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.encoder.PixelBatch;

/**
 * The pictures of each step. All chance of a step comes from the seed and the step's number: a run
 * that goes on sees what it would have seen.
 */
final class PhotoBatches {
  /** Steps apart by this have generators that know nothing of each other. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final PhotoStore store;
  private final DistillationConfig config;
  private int[] order;
  private long orderOf = -1;

  PhotoBatches(PhotoStore store, DistillationConfig config) {
    this.store = store;
    this.config = config;
    if (store.count() < config.batchSize()) {
      throw new IllegalArgumentException(
          "a batch of "
              + config.batchSize()
              + " photos needs as many, but there are "
              + store.count()
              + "; name more photos or a smaller --batch-size");
    }
  }

  int perEpoch() {
    return store.count() / config.batchSize();
  }

  long steps() {
    return (long) perEpoch() * config.epochs();
  }

  /**
   * Which photos a step sees: each epoch in an order of its own, what does not fill a batch left
   * out.
   */
  int[] photos(long step) {
    long epoch = step / perEpoch();
    if (epoch != orderOf) {
      order = shuffled(new SplittableRandom(config.seed() + GOLDEN * ~epoch));
      orderOf = epoch;
    }
    int from = (int) (step % perEpoch()) * config.batchSize();
    return java.util.Arrays.copyOfRange(order, from, from + config.batchSize());
  }

  private int[] shuffled(SplittableRandom random) {
    int[] photos = IntStream.range(0, store.count()).toArray();
    for (int i = photos.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int photo = photos[i];
      photos[i] = photos[other];
      photos[other] = photo;
    }
    return photos;
  }

  /** The step's crops, [B,S,S,3] from 0 to 255. */
  PixelBatch crops(long step) {
    int size = config.size(step, steps());
    int[] photos = photos(step);
    int length = size * size * 3;
    float[] pixels = new float[photos.length * length];
    float[] shares = new float[photos.length];
    IntStream.range(0, photos.length)
        .parallel()
        .forEach(
            i -> {
              SplittableRandom random =
                  new SplittableRandom(config.seed() + GOLDEN * (step * photos.length + i));
              Crop crop = Crop.random(random, store.side(), config.minScale());
              CropResize.apply(read(photos[i]), store.side(), crop, size, pixels, i * length);
              ColourJitter.random(random).apply(pixels, i * length, length);
              shares[i] = (float) (config.mixup() * random.nextDouble());
            });
    return new PixelBatch(
        photos.length, size, size, config.mixup() > 0 ? mixed(pixels, shares) : pixels);
  }

  /** Each photo with a share of the next one in it (Zhang et al. 2018). */
  private static float[] mixed(float[] pixels, float[] shares) {
    int length = pixels.length / shares.length;
    float[] result = new float[pixels.length];
    for (int i = 0; i < shares.length; i++) {
      int other = (i + 1) % shares.length * length;
      for (int p = 0; p < length; p++) {
        float own = pixels[i * length + p];
        result[i * length + p] = own + shares[i] * (pixels[other + p] - own);
      }
    }
    return result;
  }

  private byte[] read(int photo) {
    try {
      return store.read(photo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Photos as they are, [count,S,S,3] from 0 to 255. */
  static PixelBatch whole(PhotoStore store, int[] photos, int size) throws IOException {
    int length = size * size * 3;
    float[] pixels = new float[photos.length * length];
    for (int i = 0; i < photos.length; i++) {
      CropResize.apply(
          store.read(photos[i]), store.side(), Crop.whole(store.side()), size, pixels, i * length);
    }
    return new PixelBatch(photos.length, size, size, pixels);
  }
}
