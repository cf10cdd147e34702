package org.showtell.nn.tensor;

import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A weight that every step of a sequence is multiplied by. While a network is trained it is packed
 * once for all steps, so it must not change before this is closed. Belongs to one thread.
 */
public final class StepWeight implements AutoCloseable {
  private final INDArray weight;
  private final boolean transposed;
  private final PackedProduct product; // null where each product is one of its own
  private final memory packed;
  private final long rows;

  private StepWeight(INDArray weight, boolean transposed, long rows) {
    this.weight = weight;
    this.transposed = transposed;
    this.rows = rows;
    TrainingProducts training = TrainingProducts.current();
    product = training == null ? null : training.packed(weight, transposed, rows);
    packed = product == null ? null : product.pack(weight);
  }

  /**
   * For going forward: {@code result += a weight}.
   *
   * @param weight row-major [k, n]
   * @param rows m, of a and of the result
   */
  public static StepWeight forward(INDArray weight, long rows) {
    return new StepWeight(weight, false, rows);
  }

  /**
   * For going back: {@code result += a weight'}.
   *
   * @param weight row-major [n, k]
   * @param rows m, of a and of the result
   */
  public static StepWeight backward(INDArray weight, long rows) {
    return new StepWeight(weight, true, rows);
  }

  /**
   * Multiplies and adds.
   *
   * @param a row-major [m, k]
   * @param result row-major [m, n], written in place
   * @throws IllegalArgumentException if the shapes do not fit or an array is not row-major
   */
  public void multiplyAdd(INDArray a, INDArray result) {
    if (product != null
        && isWhole(a, weight.size(transposed ? 1 : 0), rows)
        && isWhole(result, weight.size(transposed ? 0 : 1), rows)) {
      product.run(a, packed, result);
    } else {
      MatrixProduct.multiply(a, false, weight, transposed, result, 1, 1);
    }
  }

  /** Whether it has this shape, its rows one right after the other. */
  private static boolean isWhole(INDArray matrix, long columns, long rows) {
    return matrix.rank() == 2
        && matrix.size(0) == rows
        && matrix.size(1) == columns
        && matrix.stride(1) == 1
        && FloatProduct.rowStride(matrix) == columns;
  }

  @Override
  public void close() {
    if (product != null) {
      product.giveBack(packed);
    }
  }
}
