package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.kernel.AttentionKernel;

/**
 * A batch of grids and their keys W a_i + b, which every look at them shares (Xu et al. 2015, eq.
 * 4: the part of the score that does not depend on h).
 *
 * <p>Numbers lie on Java's heap: nothing needs closing.
 */
public final class AttentionMemory {
  private final int photos; // B
  private final int positions; // L
  private final int size; // D
  private final AttentionKernel kernel;

  AttentionMemory(int photos, int positions, int size, AttentionKernel kernel) {
    this.photos = photos;
    this.positions = positions;
    this.size = size;
    this.kernel = kernel;
  }

  /** B. */
  public int photos() {
    return photos;
  }

  /** L. */
  public int positions() {
    return positions;
  }

  /** D. */
  public int size() {
    return size;
  }

  AttentionKernel kernel() {
    return kernel;
  }

  /** Checks a grid's shape against its number of positions. */
  static int photosOf(INDArray grid, int positions) {
    if (positions < 1 || grid.size(0) % positions != 0) {
      throw new IllegalArgumentException(
          "Expected a grid of [B*L, D] with L = "
              + positions
              + " but got ["
              + grid.size(0)
              + ","
              + grid.size(1)
              + "]");
    }
    return (int) (grid.size(0) / positions);
  }
}
