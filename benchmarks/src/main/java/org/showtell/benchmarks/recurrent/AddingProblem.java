package org.showtell.benchmarks.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.CellType;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.optim.Optimiser;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997, section 5.4; in the form of Le et al. 2015,
 * section 4.1): of T random numbers two are marked, one in each half, and their sum is asked for at
 * the end. Who always says 1 has a mean squared error of 0.167.
 */
public final class AddingProblem {
  private static final int UNITS = 48;
  private static final int ROWS = 64;
  private static final double RATE = 0.01;
  private static final double CLIP = 1;

  /** An LSTM's forget gates and a GRU's update gates start by keeping what is there. */
  private static final double KEEP = 3;

  private final int steps; // T
  private final CellType type;
  private final SplittableRandom random;

  /** The problem at T steps for a cell. */
  AddingProblem(CellType type, int steps, long seed) {
    this.type = type;
    this.steps = steps;
    random = new SplittableRandom(seed);
  }

  /**
   * Takes T (default: 100), the most updates (default: 2000) and the names of cells (default:
   * VANILLA, LSTM and GRU).
   */
  public static void main(String[] arguments) {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int updates = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
    List<CellType> cells = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      cells.add(CellType.valueOf(arguments[i]));
    }
    if (cells.isEmpty()) {
      cells = List.of(CellType.LSTM, CellType.GRU, CellType.VANILLA);
    }
    System.out.printf(Locale.ROOT, "%-12s %8s %10s%n", "cell", "updates", "error");
    for (CellType cell : cells) {
      Result result = new AddingProblem(cell, steps, 1).solve(updates, 0.005);
      System.out.printf(Locale.ROOT, "%-12s %8d %10.4f%n", cell, result.updates(), result.error());
    }
  }

  /**
   * What came of it.
   *
   * @param updates until the error was low enough, or all
   * @param error mean squared, over sequences that were not learned from
   */
  record Result(int updates, double error) {}

  /** Learns until the error over a thousand new sequences is below a goal. */
  Result solve(int updates, double goal) {
    List<ParameterSpec> specs = new ArrayList<>(type.parameters("cell", 2, UNITS));
    specs.addAll(ParameterSpec.dense("output", UNITS, 1));
    try (ParameterSet parameters = new ParameterSet(DataType.FLOAT, specs, random);
        Optimiser adam = Optimiser.Kind.ADAM.over(parameters)) {
      keep(parameters);
      RecurrentCell cell = type.cell("cell", parameters);
      for (int update = 1; update <= updates; update++) {
        parameters.clearGradients();
        pass(cell, parameters, true);
        Clipping.ofNorm(CLIP).apply(parameters);
        adam.step(RATE * Math.min(1, 2 * (1 - (update - 1.0) / updates)));
        if (update % 100 == 0 || update == updates) {
          double error = 0;
          for (int i = 0; i < 16; i++) {
            error += pass(cell, parameters, false) / 16;
          }
          if (error < goal || update == updates) {
            return new Result(update, error);
          }
        }
      }
    }
    throw new IllegalArgumentException("updates must be at least 1, but got " + updates);
  }

  private void keep(ParameterSet parameters) {
    float[] bias = parameters.copyOf("cell.b");
    int from = type == CellType.LSTM ? UNITS : 0;
    float value = (float) (type == CellType.LSTM ? KEEP : -KEEP);
    for (int u = 0; (type == CellType.LSTM || type.gates() == 3) && u < UNITS; u++) {
      bias[from + u] = value;
    }
    parameters.assign("cell.b", bias);
  }

  /** The mean squared error of new sequences, and its gradient if asked. */
  private double pass(RecurrentCell cell, ParameterSet parameters, boolean backward) {
    float[] inputs = new float[steps * ROWS * 2];
    float[] sums = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int first = random.nextInt(steps / 2);
      int second = steps / 2 + random.nextInt(steps - steps / 2);
      for (int t = 0; t < steps; t++) {
        int at = 2 * (t * ROWS + row);
        inputs[at] = (float) random.nextDouble();
        if (t == first || t == second) {
          inputs[at + 1] = 1;
          sums[row] += inputs[at];
        }
      }
    }
    INDArray[] state = new INDArray[cell.stateArrays()];
    for (int i = 0; i < state.length; i++) {
      state[i] = Nd4j.zeros(DataType.FLOAT, ROWS, UNITS);
    }
    try (INDArray flat = Nd4j.createFromArray(inputs);
        RecurrentCell.Sequence sequence =
            cell.forward(flat.reshape('c', (long) steps * ROWS, 2), steps, null, state);
        INDArray guess = MatrixProduct.matrix(DataType.FLOAT, ROWS, 1)) {
      INDArray last = MatrixProduct.rows(sequence.hidden(), (steps - 1L) * ROWS, ROWS);
      MatrixProduct.toEachRow(parameters.get("output.b").value(), guess, 0);
      MatrixProduct.multiplyAdd(last, parameters.get("output.W").value(), guess);
      float[] off = HostFloats.copy(guess);
      double error = 0;
      for (int row = 0; row < ROWS; row++) {
        off[row] -= sums[row];
        error += (double) off[row] * off[row] / ROWS;
        off[row] *= 2f / ROWS;
      }
      if (backward) {
        HostFloats.write(off, guess);
        MatrixProduct.addWeightGradient(last, guess, parameters.get("output.W").gradient());
        MatrixProduct.addColumnSums(guess, parameters.get("output.b").gradient());
        try (INDArray byHidden = MatrixProduct.zeros(sequence.hidden())) {
          MatrixProduct.inputGradient(
              guess,
              parameters.get("output.W").value(),
              MatrixProduct.rows(byHidden, (steps - 1L) * ROWS, ROWS),
              0);
          sequence.backward(byHidden).close();
        }
      }
      return error;
    } finally {
      for (INDArray array : state) {
        array.close();
      }
    }
  }
}
