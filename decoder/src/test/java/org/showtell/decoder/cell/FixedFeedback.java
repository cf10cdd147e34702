package org.showtell.decoder.cell;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.MatrixProduct;

/** Adds h_{t-1} W for a W that is not learnt. */
final class FixedFeedback implements RecurrentCell.Feedback {
  private final INDArray weight; // [U, G]

  FixedFeedback(int units, int gates) {
    weight =
        Nd4j.linspace(DataType.DOUBLE, -0.7, 1.4 / (units * gates), (long) units * gates)
            .reshape('c', units, gates)
            .dup('c');
  }

  @Override
  public void forward(int step, INDArray hidden, INDArray gates) {
    MatrixProduct.multiplyAdd(hidden, weight, gates);
  }

  @Override
  public void backward(int step, INDArray hidden, INDArray gateGradients, INDArray hiddenGradient) {
    MatrixProduct.inputGradient(gateGradients, weight, hiddenGradient, 1);
  }

  @Override
  public void finish(INDArray hidden, INDArray gateGradients) {
    // nothing is learnt
  }
}
