package org.showtell.app.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.showtell.dataset.ImageSource;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/** Small images in memory, a byte per channel: decoded once and trained on many times. */
public final class DecodedImages {
  private static final float[] ZERO = {0, 0, 0};
  private static final float[] ONE = {1, 1, 1};
  private static final int CHANNELS = PixelBatch.CHANNELS;

  private final byte[][] images; // [H*W*3], RGB, or null where a file cannot be read
  private final int size;
  private final float[][] values; // of each byte, by channel

  private DecodedImages(byte[][] images, Preprocessing preprocessing) {
    this.images = images;
    size = preprocessing.width();
    values = new float[CHANNELS][256];
    for (int c = 0; c < CHANNELS; c++) {
      for (int value = 0; value < 256; value++) {
        values[c][value] = (value - preprocessing.mean()[c]) / preprocessing.std()[c];
      }
    }
  }

  /**
   * Reads all files. One that cannot be read is reported and left out.
   *
   * @param preprocessing square, RGB
   * @throws IOException if the images need more than a third of the heap
   */
  public static DecodedImages read(
      List<String> files, ImageSource source, Preprocessing preprocessing, TrainingReport report)
      throws IOException {
    int size = preprocessing.width();
    long bytes = (long) files.size() * size * size * CHANNELS;
    long most = Runtime.getRuntime().maxMemory() / 3;
    if (bytes > most) {
      throw new IOException(
          "imageSize must leave at most %d MB of pixels, but got %d MB: %d images of %dx%d; use a"
                  .formatted(most >> 20, bytes >> 20, files.size(), size, size)
              + " smaller size, or give Java more memory (SHOWTELL_JAVA_OPTS=-Xmx8g)");
    }
    Preprocessing plain =
        new Preprocessing(size, size, preprocessing.resize(), preprocessing.channels(), ZERO, ONE);
    ImagePreprocessor preprocessor = new ImagePreprocessor(plain);
    ImageReader reader = new ImageReader(ImageReaderConfig.defaults().withTarget(plain));
    byte[][] images = new byte[files.size()][];
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<byte[]>> read = new ArrayList<>();
      for (String file : files) {
        read.add(
            workers.submit(() -> bytes(preprocessor.apply(reader.read(source.read(file), file)))));
      }
      for (int i = 0; i < images.length; i++) {
        try {
          images[i] = read.set(i, null).get();
        } catch (ExecutionException e) {
          report.note(
              source.describe(files.get(i)) + ": " + e.getCause().getMessage() + "; left out");
        }
        report.encoded(i + 1, images.length);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading images", e);
    } finally {
      workers.shutdownNow();
    }
    return new DecodedImages(images, preprocessing);
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.round(values[i]);
    }
    return bytes;
  }

  /** Height and width in pixels. */
  public int side() {
    return size;
  }

  /** How many there are, those that could not be read included. */
  public int count() {
    return images.length;
  }

  /** Whether the image could be read. */
  public boolean has(int image) {
    return images[image] != null;
  }

  /** These images as an encoder takes them; one that could not be read is black. */
  public PixelBatch batch(int... numbers) {
    return batch(numbers, 0, false, null);
  }

  /**
   * The same images, each varied.
   *
   * @param shift pixels by which an image is moved in both directions at most
   * @param mirrored whether every other one is mirrored
   * @param random draws shifts and mirrored images
   */
  PixelBatch batch(int[] numbers, int shift, boolean mirrored, SplittableRandom random) {
    int length = size * size * CHANNELS;
    float[] pixels = new float[numbers.length * length];
    for (int i = 0; i < numbers.length; i++) {
      int right = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
      int down = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
      boolean mirror = mirrored && random.nextBoolean();
      if (images[numbers[i]] != null) {
        copy(images[numbers[i]], right, down, mirror, pixels, i * length);
      }
    }
    return new PixelBatch(numbers.length, size, size, pixels);
  }

  private void copy(byte[] image, int right, int down, boolean mirror, float[] pixels, int offset) {
    int at = offset;
    for (int y = 0; y < size; y++) {
      int row = inside(y - down) * size;
      for (int x = 0; x < size; x++) {
        int from = (row + inside((mirror ? size - 1 - x : x) - right)) * CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
          pixels[at++] = values[c][image[from + c] & 0xff];
        }
      }
    }
  }

  private int inside(int place) {
    return Math.min(size - 1, Math.max(0, place));
  }
}
