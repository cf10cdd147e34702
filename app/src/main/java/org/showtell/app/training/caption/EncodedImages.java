package org.showtell.app.training.caption;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.app.training.DecodedImages;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.VggArchitecture;

/**
 * Grids of pictures by an encoder that changes from epoch to epoch: computed when they are asked
 * for, some pictures at a time, and kept as far as a part of the heap holds them.
 */
public final class EncodedImages implements FeatureSource, AutoCloseable {
  private static final int BLOCK = 32;
  private static final int LEAST_KEPT = 16;
  private static final int SHARE_OF_HEAP = 5;

  private final DecodedImages pictures;
  private final int positions;
  private final int size;
  private final Map<Integer, float[]> blocks;
  private ImageEncoder encoder; // ours, or null before it is known

  /**
   * @param positions L of every grid
   * @param size D of every grid
   */
  EncodedImages(DecodedImages pictures, int positions, int size) {
    this.pictures = pictures;
    this.positions = positions;
    this.size = size;
    blocks = kept(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Grids as this network makes them. */
  public static EncodedImages of(DecodedImages pictures, VggArchitecture architecture) {
    return new EncodedImages(
        pictures, architecture.gridHeight() * architecture.gridWidth(), architecture.gridSize());
  }

  /** Questions come by their length, so that all pictures are asked for again and again. */
  private Map<Integer, float[]> kept(long bytes) {
    long most = Math.max(LEAST_KEPT, bytes / ((long) BLOCK * length() * Float.BYTES));
    return new LinkedHashMap<>(LEAST_KEPT, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Integer, float[]> eldest) {
        return size() > most;
      }
    };
  }

  /** Looks with this encoder from now on, which becomes this object's own. */
  public void use(ImageEncoder other) {
    EncoderSpec spec = other.spec();
    if (spec.gridHeight() * spec.gridWidth() != positions || spec.gridSize() != size) {
      throw new IllegalArgumentException(
          "Expected grids [" + positions + "," + size + "] but the encoder is " + spec);
    }
    close();
    encoder = other;
  }

  @Override
  public int images() {
    return pictures.count();
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
    return pictures.has(image);
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
    int to = Math.min(pictures.count(), (block + 1) * BLOCK);
    int[] numbers = IntStream.range(block * BLOCK, to).toArray();
    return Arrays.copyOf(
        encoder.encodeGrid(pictures.batch(numbers)).values(), numbers.length * length());
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
