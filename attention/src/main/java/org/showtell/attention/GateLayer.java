package org.showtell.attention;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Activations;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * {@code beta = sigmoid(h W + b)}, which the context is multiplied by (Xu et al. 2015, section
 * 4.2.1).
 *
 * @param weight [U, 1] or [U, D]
 * @param bias [1, 1] or [1, D]
 */
record GateLayer(Parameter weight, Parameter bias) {

  /** beta of each row, [R, 1] or [R, D]; the caller closes it. */
  INDArray openings(INDArray hidden) {
    INDArray beta = MatrixProduct.matrix(hidden.dataType(), hidden.size(0), bias.value().size(1));
    MatrixProduct.toEachRow(bias.value(), beta, 0);
    MatrixProduct.multiplyAdd(hidden, weight.value(), beta);
    if (beta.dataType() != DataType.FLOAT) {
      return Transforms.sigmoid(beta, false);
    }
    float[] values = HostFloats.copy(beta);
    Activations.sigmoid(values, 0, values.length);
    HostFloats.write(values, beta);
    return beta;
  }

  /** Multiplies the context by beta, in place. */
  static void apply(INDArray beta, INDArray context) {
    if (beta.size(1) == 1) {
      context.muliColumnVector(beta);
    } else {
      context.muli(beta);
    }
  }

  /**
   * Back through the gate.
   *
   * @param beta what {@link #openings} gave
   * @param raw [B, D], the context before the gate
   * @param contextGradient [B, D] by the gated context; afterwards by the raw one
   * @param hiddenGradient [B, U], added to
   */
  void backward(
      INDArray hidden,
      INDArray beta,
      INDArray raw,
      INDArray contextGradient,
      INDArray hiddenGradient) {
    try (INDArray byElement = raw.mul(contextGradient)) {
      INDArray delta = beta.size(1) == 1 ? byElement.sum(1).reshape('c', beta.shape()) : byElement;
      try (INDArray slope = beta.rsub(1)) {
        delta.muli(slope).muli(beta);
      }
      MatrixProduct.addWeightGradient(hidden, delta, weight.gradient());
      MatrixProduct.addColumnSums(delta, bias.gradient());
      MatrixProduct.inputGradient(delta, weight.value(), hiddenGradient, 1);
    }
    apply(beta, contextGradient);
  }
}
