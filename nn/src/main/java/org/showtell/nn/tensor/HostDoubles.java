package org.showtell.nn.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link HostFloats} for the doubles of gradient checks. */
public final class HostDoubles {
  private HostDoubles() {}

  /** A new array with the values of a contiguous block, row by row. */
  public static double[] copy(INDArray block) {
    double[] target = new double[(int) block.length()];
    block.data().asNioDouble().get(target);
    return target;
  }

  /** Fills a contiguous block. */
  public static void write(double[] source, INDArray block) {
    block.data().asNioDouble().put(source);
  }
}
