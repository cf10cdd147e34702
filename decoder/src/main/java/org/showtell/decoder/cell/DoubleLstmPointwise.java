package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostDoubles;

/**
 * The same equations as {@link FloatLstmPointwise} in double precision, with the library's own
 * tanh: for gradient checks, and the reference that the fast form is tested against.
 */
final class DoubleLstmPointwise implements LstmPointwise {
  private final int rows; // B
  private final int units; // U
  private final double[] bias; // [4U]
  private final double[] injected; // [B*4U] or null
  private final double[][] gates; // [T][B*4U], activated
  private final double[][] cells; // [T+1][B*U]
  private final double[] cellGradient; // [B*U]

  DoubleLstmPointwise(
      int steps, int rows, int units, INDArray bias, INDArray injected, INDArray initialCell) {
    this.rows = rows;
    this.units = units;
    this.bias = HostDoubles.copy(bias);
    this.injected = injected == null ? null : HostDoubles.copy(injected);
    gates = new double[steps][];
    cells = new double[steps + 1][rows * units];
    cells[0] = HostDoubles.copy(initialCell);
    cellGradient = new double[rows * units];
  }

  @Override
  public void forward(int step, INDArray gateBlock, INDArray hiddenBlock) {
    double[] z = HostDoubles.copy(gateBlock);
    double[] hidden = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < 4 * units; j++) {
        int at = row * 4 * units + j;
        double sum = z[at] + bias[j] + (injected == null ? 0 : injected[at]);
        z[at] = j < 3 * units ? 1 / (1 + Math.exp(-sum)) : Math.tanh(sum);
      }
      for (int u = 0; u < units; u++) {
        int gate = row * 4 * units + u;
        int at = row * units + u;
        double c = z[gate + units] * cells[step][at] + z[gate] * z[gate + 3 * units];
        cells[step + 1][at] = c;
        hidden[at] = z[gate + 2 * units] * Math.tanh(c);
      }
    }
    gates[step] = z;
    HostDoubles.write(hidden, hiddenBlock);
  }

  @Override
  public void backward(int step, INDArray hiddenGradient, INDArray gateGradients) {
    double[] incoming = HostDoubles.copy(hiddenGradient);
    double[] z = gates[step];
    double[] dz = new double[z.length];
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < units; u++) {
        int gate = row * 4 * units + u;
        int at = row * units + u;
        double i = z[gate];
        double f = z[gate + units];
        double o = z[gate + 2 * units];
        double g = z[gate + 3 * units];
        double tanhC = Math.tanh(cells[step + 1][at]);
        double dc = cellGradient[at] + incoming[at] * o * (1 - tanhC * tanhC);
        dz[gate] = dc * g * i * (1 - i);
        dz[gate + units] = dc * cells[step][at] * f * (1 - f);
        dz[gate + 2 * units] = incoming[at] * tanhC * o * (1 - o);
        dz[gate + 3 * units] = dc * i * (1 - g * g);
        cellGradient[at] = dc * f;
      }
    }
    HostDoubles.write(dz, gateGradients);
  }

  @Override
  public void finalCell(INDArray target) {
    HostDoubles.write(cells[cells.length - 1], target);
  }

  @Override
  public void finalCellGradient(INDArray gradient) {
    gradient.data().asNioDouble().get(cellGradient);
  }

  @Override
  public void initialCellGradient(INDArray target) {
    HostDoubles.write(cellGradient, target);
  }
}
