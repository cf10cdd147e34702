package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.kernel.AttentionKernel;
import org.showtell.nn.Check;

/**
 * A batch of grids and their keys W a_i + b, which all words share (Xu et al. 2015, eq. 4: the part
 * of the score that does not depend on h). Its numbers lie on Java's heap: nothing needs closing.
 *
 * @param photos B
 * @param positions L
 * @param size D
 */
public record AttentionMemory(int photos, int positions, int size, AttentionKernel kernel) {

  /** B of a grid [B*L, D]. */
  static int photosOf(INDArray grid, int positions) {
    Check.that(
        positions > 0 && grid.size(0) % positions == 0,
        "A grid must be [B*L, D] with L = " + positions,
        "[" + grid.size(0) + "," + grid.size(1) + "]");
    return (int) (grid.size(0) / positions);
  }
}
