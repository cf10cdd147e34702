package org.showtell.decoder.cell;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * One recurrent layer that reads whole sequences from a zero state, in one direction or both
 * (Schuster and Paliwal 1997): each step gives h, or {@code [h_forward, h_backward]}; the final
 * state is that of the cell after the last step that each direction reads. Layers can be stacked,
 * each reading the {@link Reading#outputs} of the one below.
 */
public final class SequenceReader {
  private final RecurrentCell[]
      cells; // from the first step to the last; and from the last to the first

  /** A layer that reads forward. */
  public SequenceReader(RecurrentCell forward) {
    cells = new RecurrentCell[] {forward};
  }

  /** A layer of two cells that read the same inputs from both ends. */
  public SequenceReader(RecurrentCell forward, RecurrentCell backward) {
    cells = new RecurrentCell[] {forward, backward};
  }

  /** Sizes of the arrays of the final state, each direction's one after the other. */
  public int[] stateSizes() {
    return Arrays.stream(cells)
        .flatMapToInt(cell -> IntStream.generate(cell::units).limit(cell.stateArrays()))
        .toArray();
  }

  /**
   * Reads sequences of equal length.
   *
   * @param inputs [T*B, I], time-major; the caller's, to be kept until the reading is closed
   * @param steps T, at least 1
   * @return a reading that the caller closes
   */
  public Reading read(INDArray inputs, int steps) {
    return new Reading(inputs, steps);
  }

  /** The steps of an array [T*B, n] in reverse order, new. */
  private static INDArray reversed(INDArray array, int steps) {
    long rows = array.size(0) / steps;
    INDArray reversed = MatrixProduct.like(array);
    for (int t = 0; t < steps; t++) {
      MatrixProduct.rows(reversed, (steps - 1L - t) * rows, rows)
          .assign(MatrixProduct.rows(array, t * rows, rows));
    }
    return reversed;
  }

  /** Sequences that were read, with their back-propagation. Owned and closed by the caller. */
  public final class Reading implements AutoCloseable {
    private final int steps;
    private final INDArray turned; // [T*B, I], reversed, or null for one direction
    private final RecurrentCell.Sequence[] sequences = new RecurrentCell.Sequence[cells.length];
    private final INDArray outputs; // [T*B, O]

    Reading(INDArray inputs, int steps) {
      this.steps = steps;
      turned = cells.length == 1 ? null : reversed(inputs, steps);
      for (int i = 0; i < cells.length; i++) {
        long[] shape = {inputs.size(0) / steps, cells[i].units()};
        INDArray[] zero = new INDArray[cells[i].stateArrays()];
        for (int n = 0; n < zero.length; n++) {
          zero[n] = Nd4j.create(inputs.dataType(), shape, 'c');
        }
        sequences[i] = cells[i].forward(i == 0 ? inputs : turned, steps, null, zero, null);
        for (INDArray array : zero) {
          array.close();
        }
      }
      if (cells.length == 1) {
        outputs = sequences[0].hidden();
      } else {
        try (INDArray second = reversed(sequences[1].hidden(), steps)) {
          outputs = Nd4j.concat(1, sequences[0].hidden(), second);
        }
      }
    }

    /** What each step gives to the next layer, [T*B, O], time-major; valid until {@link #close}. */
    public INDArray outputs() {
      return outputs;
    }

    /** The final state, new arrays of [B, U]; the caller's. */
    public INDArray[] finalState() {
      return Arrays.stream(sequences)
          .flatMap(sequence -> Arrays.stream(sequence.finalState()))
          .toArray(INDArray[]::new);
    }

    /**
     * Back-propagates through time, adding to the gradients of the layer's weights.
     *
     * @param outputGradient [T*B, O], by the outputs
     * @param finalGradient by the arrays of {@link #finalState}
     * @return the gradient by the inputs, [T*B, I]; the caller closes it
     */
    public INDArray backward(INDArray outputGradient, INDArray[] finalGradient) {
      INDArray inputGradient = null;
      int from = 0;
      int array = 0; // of the final state
      for (int i = 0; i < cells.length; i++) {
        int to = from + cells[i].units();
        INDArray own =
            outputGradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
        if (i > 0) {
          INDArray ordered = own;
          own = reversed(ordered, steps);
          ordered.close();
        }
        INDArray[] last = Arrays.copyOfRange(finalGradient, array, array + cells[i].stateArrays());
        array += last.length;
        try (RecurrentCell.Gradients gradients = sequences[i].backward(own, last)) {
          if (i == 0) {
            inputGradient = gradients.inputs().dup('c');
          } else {
            try (INDArray others = reversed(gradients.inputs(), steps)) {
              inputGradient.addi(others);
            }
          }
        }
        own.close();
        from = to;
      }
      return inputGradient;
    }

    /** h after the last step that each direction reads, [B, O], new; the caller's. */
    public INDArray lastHidden() {
      INDArray[] state = finalState();
      INDArray last =
          cells.length == 1
              ? state[0].dup('c')
              : Nd4j.concat(1, state[0], state[cells[0].stateArrays()]);
      close(state);
      return last;
    }

    /** As {@link #backward(INDArray, INDArray[])}, where nothing reads the final state. */
    public INDArray backward(INDArray outputGradient) {
      INDArray[] state = zeroState();
      INDArray inputGradient = backward(outputGradient, state);
      close(state);
      return inputGradient;
    }

    /** As {@link #backward(INDArray, INDArray[])}, from the gradient by {@link #lastHidden}. */
    public INDArray backwardFromLast(INDArray lastGradient) {
      INDArray[] state = zeroState();
      int from = 0;
      for (int i = 0; i < cells.length; i++) {
        int to = from + cells[i].units();
        state[i == 0 ? 0 : cells[0].stateArrays()].assign(
            lastGradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)));
        from = to;
      }
      try (INDArray none = MatrixProduct.zeros(outputs)) {
        return backward(none, state);
      } finally {
        close(state);
      }
    }

    private INDArray[] zeroState() {
      INDArray[] state = finalState();
      for (INDArray array : state) {
        array.assign(0);
      }
      return state;
    }

    private static void close(INDArray[] state) {
      for (INDArray array : state) {
        array.close();
      }
    }

    @Override
    public void close() {
      for (RecurrentCell.Sequence sequence : sequences) {
        sequence.close();
      }
      if (turned != null) {
        turned.close();
        outputs.close();
      }
    }
  }
}
