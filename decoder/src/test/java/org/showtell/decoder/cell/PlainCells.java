package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CellType;
import org.showtell.nn.parameter.ParameterSet;

/** The papers' equations, one number at a time, for one row of one step. */
final class PlainCells {
  private final ParameterSet parameters;
  private final CellType type;

  PlainCells(ParameterSet parameters, CellType type) {
    this.parameters = parameters;
    this.type = type;
  }

  /** h of every step and row. */
  double[][][] hidden(int steps, int rows, int units) {
    double[][][] hidden = new double[steps][rows][];
    for (int row = 0; row < rows; row++) {
      double[] h = row("state0", row);
      double[] c = type == CellType.LSTM ? row("state1", row) : null;
      for (int t = 0; t < steps; t++) {
        double[] x = row("x", t * rows + row);
        double[] v = row("v", row);
        double[] b = row("cell.b", 0);
        double[] next = new double[units];
        double[] nextC = new double[units];
        for (int u = 0; u < units; u++) {
          double[] extra = new double[type.gates()];
          for (int g = 0; g < extra.length; g++) {
            extra[g] = v[g * units + u] + b[g * units + u];
          }
          if (type == CellType.LSTM) {
            double i = sigmoid(dot(x, "Wx", u) + dot(h, "Wh", u) + extra[0]);
            double f = sigmoid(dot(x, "Wx", units + u) + dot(h, "Wh", units + u) + extra[1]);
            double o =
                sigmoid(dot(x, "Wx", 2 * units + u) + dot(h, "Wh", 2 * units + u) + extra[2]);
            double g =
                Math.tanh(dot(x, "Wx", 3 * units + u) + dot(h, "Wh", 3 * units + u) + extra[3]);
            nextC[u] = f * c[u] + i * g;
            next[u] = o * Math.tanh(nextC[u]);
          } else if (type.gates() == 1) {
            next[u] = simple(dot(x, "Wx", u) + dot(h, "Wh", u) + extra[0], h[u], u);
          } else {
            next[u] = gated(x, h, v, b, u);
          }
        }
        h = type == CellType.DEEP_TRANSITION ? upper(next) : next;
        c = nextC;
        hidden[t][row] = h;
      }
    }
    return hidden;
  }

  private double[] upper(double[] lower) {
    double[] next = row("cell.bt", 0);
    for (int u = 0; u < next.length; u++) {
      next[u] = Math.tanh(next[u] + dot(lower, "Wt", u));
    }
    return next;
  }

  private double simple(double z, double before, int u) {
    switch (type) {
      case VANILLA:
      case DEEP_TRANSITION:
        return Math.tanh(z);
      case RELU:
        return Math.max(0, z);
      default:
        double a = sigmoid(row("cell.leak", 0)[u]);
        return (1 - a) * before + a * Math.tanh(z);
    }
  }

  private double gated(double[] x, double[] h, double[] v, double[] b, int u) {
    int units = h.length;
    double[] resetH = new double[units];
    double[] squashed = new double[units];
    for (int k = 0; k < units; k++) {
      double input = type == CellType.MUT2 ? x[k] : dot(x, "Wxr", k);
      double r = sigmoid(input + dot(h, "Whr", k) + v[units + k] + b[units + k]);
      resetH[k] = r * h[k];
      squashed[k] = Math.tanh(h[k]);
    }
    double read =
        switch (type) {
          case MUT1 -> 0;
          case MUT3 -> dot(squashed, "Whz", u);
          default -> dot(h, "Whz", u);
        };
    double z = sigmoid(dot(x, "Wxz", u) + read + v[u] + b[u]);
    double input = type == CellType.MUT1 ? Math.tanh(x[u]) : dot(x, "Wxh", u);
    double candidate =
        Math.tanh(input + dot(resetH, "Whh", u) + v[2 * units + u] + b[2 * units + u]);
    return z * candidate + (1 - z) * h[u];
  }

  private double dot(double[] row, String weight, int column) {
    INDArray matrix = parameters.get("cell." + weight).value();
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * matrix.getDouble(i, column);
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private double[] row(String name, int row) {
    INDArray matrix = parameters.get(name).value();
    double[] values = new double[(int) matrix.size(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.getDouble(row, i);
    }
    return values;
  }
}
