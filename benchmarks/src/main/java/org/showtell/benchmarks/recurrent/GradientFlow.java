package org.showtell.benchmarks.recurrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.benchmarks.LinePlot;
import org.showtell.decoder.CellType;
import org.showtell.decoder.cell.Initialisation;
import org.showtell.decoder.cell.Initialisation.Weights;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * How much of a gradient arrives (Bengio et al. 1994; Pascanu et al. 2013): a loss that depends on
 * the last h only, and the norm of its gradient by the state k steps earlier, for every cell and
 * several first weights of the recurrence, before any training. The state is h, and c of an LSTM.
 *
 * <p>Prints a table and writes it as a plot.
 */
public final class GradientFlow {
  private static final int UNITS = 64;
  private static final int ROWS = 16;
  private static final int STEPS = 50;

  private GradientFlow() {}

  /** Takes the plot's file (default: gradient-flow.svg). */
  public static void main(String[] arguments) throws IOException {
    Path plot = Path.of(arguments.length > 0 ? arguments[0] : "gradient-flow.svg");
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (CellType cell : CellType.values()) {
      lines.put(name(cell, Weights.CELL), norms(cell, Weights.CELL));
    }
    for (Weights weights : new Weights[] {Weights.UNIFORM, Weights.ORTHOGONAL}) {
      for (CellType cell : new CellType[] {CellType.VANILLA, CellType.GRU, CellType.LSTM}) {
        lines.put(name(cell, weights), norms(cell, weights));
      }
    }
    System.out.printf("%-22s %9s %9s %9s %9s%n", "steps back", 1, 10, 25, 50);
    lines.forEach(
        (name, norms) ->
            System.out.printf(
                Locale.ROOT,
                "%-22s %9.2g %9.2g %9.2g %9.2g%n",
                name,
                norms[1],
                norms[10],
                norms[25],
                norms[50]));
    Files.writeString(plot, LinePlot.svg("Gradient by the state, k steps back", -12, 2, lines));
  }

  private static String name(CellType cell, Weights weights) {
    String own = cell.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return weights == Weights.CELL ? own : own + ", " + weights.name().toLowerCase(Locale.ROOT);
  }

  /** The norm after 0 to 50 steps, that after 0 steps being 1. */
  static double[] norms(CellType type, Weights weights) {
    SplittableRandom random = new SplittableRandom(7);
    try (ParameterSet parameters =
            new ParameterSet(DataType.DOUBLE, type.parameters("cell", UNITS, UNITS), random);
        INDArray inputs = normal(STEPS * ROWS, random);
        INDArray loss = normal(ROWS, random)) {
      new Initialisation(weights, 1).apply(parameters, random);
      RecurrentCell cell = type.cell("cell", parameters);
      double[] norms = new double[STEPS + 1];
      norms[0] = 1;
      double whole = loss.norm2Number().doubleValue();
      for (int back = 1; back <= STEPS; back++) {
        INDArray[] state = state(cell, inputs, STEPS - back);
        INDArray rest =
            MatrixProduct.rows(inputs, (long) (STEPS - back) * ROWS, (long) back * ROWS);
        try (RecurrentCell.Sequence sequence = cell.forward(rest, back, null, state);
            INDArray byHidden = MatrixProduct.zeros(sequence.hidden())) {
          MatrixProduct.rows(byHidden, (back - 1L) * ROWS, ROWS).assign(loss);
          try (RecurrentCell.Gradients gradients = sequence.backward(byHidden)) {
            double sum = 0;
            for (INDArray array : gradients.initial()) {
              sum += Math.pow(array.norm2Number().doubleValue(), 2);
            }
            norms[back] = Math.sqrt(sum) / whole;
          }
        }
      }
      return norms;
    }
  }

  /** The state after so many steps. */
  private static INDArray[] state(RecurrentCell cell, INDArray inputs, int steps) {
    INDArray[] zero = new INDArray[cell.stateArrays()];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = Nd4j.zeros(DataType.DOUBLE, ROWS, UNITS);
    }
    if (steps == 0) {
      return zero;
    }
    INDArray read = MatrixProduct.rows(inputs, 0, (long) steps * ROWS);
    try (RecurrentCell.Sequence sequence = cell.forward(read, steps, null, zero)) {
      return sequence.finalState();
    }
  }

  private static INDArray normal(int rows, SplittableRandom random) {
    double[] values = new double[rows * UNITS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape('c', rows, UNITS);
  }
}
