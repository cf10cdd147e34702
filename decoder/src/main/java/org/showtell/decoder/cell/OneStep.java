package org.showtell.decoder.cell;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/** A step of generation as a sequence of one step: for cells without a faster way. */
final class OneStep {
  private OneStep() {}

  static void take(RecurrentCell cell, INDArray inputs, float[] injected, float[][] state) {
    long rows = inputs.size(0);
    INDArray[] before = new INDArray[state.length];
    for (int i = 0; i < state.length; i++) {
      before[i] = matrix(state[i], rows, cell.units());
    }
    INDArray added = injected == null ? null : matrix(injected, rows, cell.gateSize());
    try (RecurrentCell.Sequence sequence = cell.forward(inputs, 1, added, before)) {
      INDArray[] after = sequence.finalState();
      for (int i = 0; i < state.length; i++) {
        HostFloats.read(after[i], state[i]);
        after[i].close();
        before[i].close();
      }
    }
    if (added != null) {
      added.close();
    }
  }

  /** Of the first values of an array that may be longer. */
  private static INDArray matrix(float[] values, long rows, long columns) {
    INDArray matrix = MatrixProduct.matrix(DataType.FLOAT, rows, columns);
    HostFloats.write(values, matrix);
    return matrix;
  }
}
