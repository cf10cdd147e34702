package org.showtell.decoder.cell;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.MatrixProduct;

/** Reads with one cell, from the first step to the last or from the last to the first. */
public final class DirectedReader implements SequenceReader {
  private final LstmCell cell;
  private final boolean fromTheEnd;

  /** A reader over a cell's weights. */
  public DirectedReader(LstmCell cell, boolean fromTheEnd) {
    this.cell = cell;
    this.fromTheEnd = fromTheEnd;
  }

  @Override
  public int outputSize() {
    return cell.units();
  }

  @Override
  public int[] stateSizes() {
    int[] sizes = new int[cell.stateArrays()];
    Arrays.fill(sizes, cell.units());
    return sizes;
  }

  @Override
  public SequenceReader.Reading read(INDArray inputs, int steps) {
    return new Reading(inputs, steps);
  }

  private final class Reading implements SequenceReader.Reading {
    private final int steps;
    private final INDArray ordered; // [T*B, I], ours when the order is not the caller's
    private final LstmCell.LstmSequence sequence;
    private final INDArray outputs; // [T*B, U], in the order of the inputs

    Reading(INDArray inputs, int steps) {
      this.steps = steps;
      ordered = inOrder(inputs);
      long rows = inputs.size(0) / steps;
      INDArray[] zero = new INDArray[cell.stateArrays()];
      Arrays.setAll(
          zero, i -> Nd4j.create(inputs.dataType(), new long[] {rows, cell.units()}, 'c'));
      sequence = cell.forward(ordered, steps, null, zero, null);
      for (INDArray array : zero) {
        array.close();
      }
      outputs = inOrder(sequence.hidden());
    }

    /** The array itself, or its steps turned round as a new one. */
    private INDArray inOrder(INDArray array) {
      if (!fromTheEnd) {
        return array;
      }
      long rows = array.size(0) / steps;
      INDArray turned = MatrixProduct.like(array);
      for (int t = 0; t < steps; t++) {
        MatrixProduct.rows(turned, (steps - 1L - t) * rows, rows)
            .assign(MatrixProduct.rows(array, t * rows, rows));
      }
      return turned;
    }

    @Override
    public INDArray outputs() {
      return outputs;
    }

    @Override
    public INDArray[] finalState() {
      return sequence.finalState();
    }

    @Override
    public INDArray backward(INDArray outputGradient, INDArray[] finalGradient) {
      INDArray hiddenGradient = inOrder(outputGradient);
      try (RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient, finalGradient)) {
        return fromTheEnd ? inOrder(gradients.inputs()) : gradients.inputs().dup('c');
      } finally {
        if (fromTheEnd) {
          hiddenGradient.close();
        }
      }
    }

    @Override
    public void close() {
      sequence.close();
      if (fromTheEnd) {
        ordered.close();
        outputs.close();
      }
    }
  }
}
