package org.showtell.encoder;

import java.util.List;
import java.util.function.Function;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.network.ForwardPass;
import org.showtell.encoder.network.Layer;
import org.showtell.encoder.preset.EncoderArchitecture;
import org.showtell.encoder.preset.Preprocessing;

/**
 * A network that runs one image after the other, so that the activations of one layer stay in the
 * processor's caches, and an image's features do not depend on its neighbours in the batch. Native
 * memory is the weights and the activations of one image, whatever the batch.
 *
 * <p>Calls are synchronized: threads may share one network, which works for one of them at a time
 * with all cores.
 */
public abstract class NetworkEncoder implements ImageEncoder {
  /** Images that share one reading of a dense layer's kernel, which is much larger than a cache. */
  private static final int DENSE_IMAGES = 8;

  private final EncoderArchitecture architecture;
  private final EncoderSpec spec;
  private final ForwardPass trunk;
  private final ForwardPass dense;
  private boolean closed;

  /**
   * Copies the weights into native memory.
   *
   * @param preprocessing what the pixels must have gone through
   * @param weightsHash SHA-256 of the weights
   * @param trunk the layers up to the grid
   * @param dense the layers from the grid to the vector; empty if there are none
   * @param tensors the weights by name, in the order that {@link Layer} gives
   * @throws IllegalArgumentException if the preprocessing gives another input size
   */
  protected NetworkEncoder(
      EncoderArchitecture architecture,
      Preprocessing preprocessing,
      String weightsHash,
      ForwardEngine engine,
      List<Layer> trunk,
      List<Layer> dense,
      Function<String, float[]> tensors) {
    architecture.requireInput(preprocessing);
    this.architecture = architecture;
    this.spec =
        new EncoderSpec(
            architecture.name(),
            preprocessing,
            architecture.gridHeight(),
            architecture.gridWidth(),
            architecture.gridSize(),
            architecture.vectorSize(),
            weightsHash);
    this.trunk =
        engine.prepare(
            trunk,
            1,
            new Layer.Shape(architecture.height(), architecture.width(), PixelBatch.CHANNELS),
            tensors);
    this.dense = dense.isEmpty() ? null : engine.prepare(dense, DENSE_IMAGES, grid(), tensors);
  }

  private Layer.Shape grid() {
    return new Layer.Shape(spec.gridHeight(), spec.gridWidth(), spec.gridSize());
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public synchronized FeatureGrid encodeGrid(PixelBatch pixels) {
    requireUsable(pixels);
    int length = spec.length(FeatureKind.GRID);
    float[] values = new float[Math.multiplyExact(pixels.batch(), length)];
    for (int b = 0; b < pixels.batch(); b++) {
      trunk.run(pixels.values(), b * pixels.imageLength(), values, b * length);
    }
    return new FeatureGrid(
        pixels.batch(), spec.gridHeight(), spec.gridWidth(), spec.gridSize(), values);
  }

  /**
   * What the dense layers make of the grid.
   *
   * @return [B,D]
   */
  protected synchronized FeatureVector encodeDense(PixelBatch pixels) {
    requireUsable(pixels);
    int size = spec.vectorSize();
    int length = grid().length();
    float[] vectors = new float[Math.multiplyExact(pixels.batch(), size)];
    float[] grids = new float[DENSE_IMAGES * length];
    float[] part = new float[DENSE_IMAGES * size];
    for (int from = 0; from < pixels.batch(); from += DENSE_IMAGES) {
      int images = Math.min(DENSE_IMAGES, pixels.batch() - from);
      for (int b = 0; b < images; b++) {
        trunk.run(pixels.values(), (from + b) * pixels.imageLength(), grids, b * length);
      }
      dense.run(grids, 0, part, 0);
      System.arraycopy(part, 0, vectors, from * size, images * size);
    }
    return new FeatureVector(pixels.batch(), size, vectors);
  }

  private void requireUsable(PixelBatch pixels) {
    if (closed) {
      throw new IllegalStateException("the encoder " + spec.name() + " is closed");
    }
    if (pixels.height() != architecture.height() || pixels.width() != architecture.width()) {
      throw new IllegalArgumentException(
          String.format(
              "%s takes pixels [B,%s,%s,3], but got [B,%s,%s,3]; preprocess with the encoder's own"
                  + " spec().preprocessing()",
              spec.name(),
              architecture.height(),
              architecture.width(),
              pixels.height(),
              pixels.width()));
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      trunk.close();
      if (dense != null) {
        dense.close();
      }
    }
  }
}
