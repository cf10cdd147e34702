package org.showtell.app.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.VggArchitecture;

/**
 * Grids of images by an encoder that changes from epoch to epoch: computed on demand in blocks of
 * images, and kept as far as a part of the heap holds them.
 */
public final class EncodedImages implements FeatureSource, AutoCloseable {
  private static final int BLOCK = 32;
  private static final int LEAST_KEPT = 16;
  private static final int SHARE_OF_HEAP = 5;

  private final DecodedImages images;
  private final int positions;
  private final int size;
  private final Map<Integer, float[]> blocks;
  private ImageEncoder encoder; // ours, or null before the first use()

  EncodedImages(DecodedImages images, VggArchitecture architecture) {
    this.images = images;
    positions = architecture.gridHeight() * architecture.gridWidth();
    size = architecture.gridSize();
    blocks = cache(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Questions come by their length, so that every image is asked for again and again. */
  private Map<Integer, float[]> cache(long bytes) {
    long most = Math.max(LEAST_KEPT, bytes / ((long) BLOCK * length() * Float.BYTES));
    return new LinkedHashMap<>(LEAST_KEPT, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Integer, float[]> eldest) {
        return size() > most;
      }
    };
  }

  /** Encodes with this encoder from now on, and owns it. */
  void use(ImageEncoder other) {
    EncoderSpec spec = other.spec();
    if (spec.gridHeight() * spec.gridWidth() != positions || spec.gridSize() != size) {
      throw new IllegalArgumentException(
          "grids must be [%d,%d], but got those of %s".formatted(positions, size, spec));
    }
    close();
    encoder = other;
  }

  /** The vectors of the same images: their grids' means over the positions. */
  public FeatureSource means() {
    return new Means(this);
  }

  private record Means(EncodedImages grids) implements FeatureSource {
    @Override
    public int images() {
      return grids.images();
    }

    @Override
    public int positions() {
      return 1;
    }

    @Override
    public int size() {
      return grids.size();
    }

    @Override
    public boolean has(int image) {
      return grids.has(image);
    }

    @Override
    public void copy(int image, float[] target, int offset) {
      float[] grid = new float[grids.length()];
      grids.copy(image, grid, 0);
      float[] mean = new VisualMemory(1, grids.positions(), size(), grid).mean().values();
      System.arraycopy(mean, 0, target, offset, mean.length);
    }
  }

  @Override
  public int images() {
    return images.count();
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean has(int image) {
    return images.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    if (encoder == null) {
      throw new IllegalStateException("no encoder has been given yet");
    }
    float[] block = blocks.computeIfAbsent(image / BLOCK, this::encode);
    System.arraycopy(block, image % BLOCK * length(), target, offset, length());
  }

  private float[] encode(int block) {
    int to = Math.min(images.count(), (block + 1) * BLOCK);
    int[] numbers = IntStream.range(block * BLOCK, to).toArray();
    return Arrays.copyOf(
        encoder.encodeGrid(images.batch(numbers)).values(), numbers.length * length());
  }

  @Override
  public void close() {
    blocks.clear();
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }
}
