package org.showtell.encoder.training.distillation;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Products of row-major matrices into memory that is there already. */
final class MatrixProduct {
  private MatrixProduct() {}

  /**
   * {@code result = a b + beta result}, a and b turned where asked.
   *
   * @param a [N,K], or [K,N] to be turned
   * @param b [K,M], or [M,K] to be turned
   * @param result [N,M], neither of them
   * @param beta 0 to write, 1 to add
   */
  static void into(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      double beta) {
    Nd4j.getExecutioner()
        .exec(
            DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(result)
                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0)
                .addFloatingPointArguments(1.0, beta)
                .build());
  }
}
