package org.showtell.decoder.cell;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.MatrixProduct;

/** What every cell's sequence has: its inputs and h at every step. Owns the latter. */
abstract class CellSequence implements RecurrentCell.Sequence {
  final INDArray inputs; // [T*B, I], the caller's
  final int steps; // T
  final int rows; // B
  final RecurrentCell.Feedback feedback; // or null
  private final INDArray states; // [(T+1)*B, U]: initial h, then h of every step

  CellSequence(
      INDArray inputs, int steps, int units, INDArray initial, RecurrentCell.Feedback feedback) {
    Check.that(
        inputs.size(0) % steps == 0,
        "Rows of inputs must be a multiple of the %s steps".formatted(steps),
        inputs.size(0));
    this.inputs = inputs;
    this.steps = steps;
    this.feedback = feedback;
    rows = (int) (inputs.size(0) / steps);
    states = MatrixProduct.matrix(inputs.dataType(), (steps + 1L) * rows, units);
    MatrixProduct.rows(states, 0, rows).assign(initial);
  }

  DataType type() {
    return inputs.dataType();
  }

  int units() {
    return (int) states.size(1);
  }

  /** h before step t, [B, U]. */
  INDArray state(int t) {
    return MatrixProduct.rows(states, (long) t * rows, rows);
  }

  /** h before every step, [T*B, U]. */
  INDArray before() {
    return MatrixProduct.rows(states, 0, (long) steps * rows);
  }

  /** The block of a step, [B, n], of a matrix [T*B, n]. */
  INDArray ofStep(INDArray all, int t) {
    return MatrixProduct.rows(all, (long) t * rows, rows);
  }

  /** An uninitialised [T*B, columns]. */
  INDArray ofAllSteps(int columns) {
    return MatrixProduct.matrix(type(), (long) steps * rows, columns);
  }

  @Override
  public INDArray hidden() {
    return MatrixProduct.rows(states, rows, (long) steps * rows);
  }

  @Override
  public INDArray[] finalState() {
    return new INDArray[] {state(steps).dup('c')};
  }

  @Override
  public RecurrentCell.Gradients backward(INDArray hiddenGradient, INDArray[] finalGradient) {
    INDArray total = hiddenGradient.dup('c');
    try (total) {
      if (finalGradient != null) {
        ofStep(total, steps - 1).addi(finalGradient[0]);
      }
      return back(total, finalGradient);
    }
  }

  /**
   * Goes back from the last step to the first.
   *
   * @param total [T*B, U], the gradient by each step's h without what flows through later steps;
   *     may be changed
   * @param finalGradient by {@link #finalState}, whose h is in {@code total} already; or null
   */
  abstract RecurrentCell.Gradients back(INDArray total, INDArray[] finalGradient);

  /** The sum over steps of a matrix [T*B, n]: [B, n], new. */
  INDArray sumOverSteps(INDArray all) {
    INDArray sum = MatrixProduct.zeros(ofStep(all, 0));
    MatrixProduct.addColumnSums(
        MatrixProduct.reshaped(all, steps, sum.length()),
        MatrixProduct.reshaped(sum, 1, sum.length()));
    return sum;
  }

  @Override
  public void close() {
    states.close();
  }
}
