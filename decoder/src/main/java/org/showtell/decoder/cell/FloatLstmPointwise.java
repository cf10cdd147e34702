package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.tensor.Activations;
import org.showtell.attention.tensor.HostFloats;

/**
 * The fast form: plain loops over float arrays, which the compiler vectorises. {@link
 * DoubleLstmPointwise} is the same in double precision for gradient checks.
 */
final class FloatLstmPointwise implements LstmPointwise {
  private final int rows; // B
  private final int units; // U
  private final float[] bias; // [4U]
  private final float[] injected; // [B*4U] or null
  private final float[][] gates; // [T][B*4U], activated
  private final float[][] cells; // [T+1][B*U], c before each step and after the last
  private final float[][] tanhCells; // [T][B*U]
  private final float[] hidden; // [B*U]
  private final float[] cellGradient; // [B*U]

  FloatLstmPointwise(
      int steps, int rows, int units, INDArray bias, INDArray injected, INDArray initialCell) {
    this.rows = rows;
    this.units = units;
    this.bias = HostFloats.copy(bias);
    this.injected = injected == null ? null : HostFloats.copy(injected);
    gates = new float[steps][rows * 4 * units];
    cells = new float[steps + 1][];
    cells[0] = HostFloats.copy(initialCell);
    tanhCells = new float[steps][];
    hidden = new float[rows * units];
    cellGradient = new float[rows * units];
  }

  @Override
  public void forward(int step, INDArray gateBlock, INDArray hiddenBlock) {
    float[] z = gates[step];
    HostFloats.read(gateBlock, z);
    cells[step + 1] = new float[rows * units];
    tanhCells[step] = new float[rows * units];
    advance(rows, units, z, bias, injected, cells[step], cells[step + 1], tanhCells[step], hidden);
    HostFloats.write(hidden, hiddenBlock);
  }

  /**
   * One step's equations; {@code previous} and {@code next} may be the same array.
   *
   * @param z [rows*4U], pre-activations in, activated gates out
   * @param bias [4U]
   * @param injected [rows*4U] or null
   */
  static void advance(
      int rows,
      int units,
      float[] z,
      float[] bias,
      float[] injected,
      float[] previous,
      float[] next,
      float[] tanhNext,
      float[] hidden) {
    int width = 4 * units;
    for (int row = 0; row < rows; row++) {
      int gate = row * width;
      addRow(z, gate, bias, 0, width);
      if (injected != null) {
        addRow(z, gate, injected, gate, width);
      }
      Activations.sigmoid(z, gate, gate + 3 * units);
      Activations.tanh(z, gate + 3 * units, gate + width);
      int at = row * units;
      for (int u = 0; u < units; u++) {
        next[at + u] =
            z[gate + units + u] * previous[at + u] + z[gate + u] * z[gate + 3 * units + u];
      }
      System.arraycopy(next, at, tanhNext, at, units);
      Activations.tanh(tanhNext, at, at + units);
      for (int u = 0; u < units; u++) {
        hidden[at + u] = z[gate + 2 * units + u] * tanhNext[at + u];
      }
    }
  }

  private static void addRow(float[] target, int at, float[] source, int from, int length) {
    for (int i = 0; i < length; i++) {
      target[at + i] += source[from + i];
    }
  }

  @Override
  public void backward(int step, INDArray hiddenGradient, INDArray gateGradients) {
    HostFloats.read(hiddenGradient, hidden);
    float[] z = gates[step];
    for (int row = 0; row < rows; row++) {
      int gate = row * 4 * units;
      int at = row * units;
      backwardRow(z, gate, at, cells[step], tanhCells[step]);
    }
    HostFloats.write(z, gateGradients);
  }

  /** Replaces the activated gates of a row by the gradients of their pre-activations. */
  private void backwardRow(float[] z, int gate, int at, float[] previous, float[] tanhCell) {
    for (int u = 0; u < units; u++) {
      float i = z[gate + u];
      float f = z[gate + units + u];
      float o = z[gate + 2 * units + u];
      float g = z[gate + 3 * units + u];
      float tanhC = tanhCell[at + u];
      float dh = hidden[at + u];
      float dc = cellGradient[at + u] + dh * o * (1 - tanhC * tanhC);
      z[gate + u] = dc * g * i * (1 - i);
      z[gate + units + u] = dc * previous[at + u] * f * (1 - f);
      z[gate + 2 * units + u] = dh * tanhC * o * (1 - o);
      z[gate + 3 * units + u] = dc * i * (1 - g * g);
      cellGradient[at + u] = dc * f;
    }
  }

  @Override
  public void finalCell(INDArray target) {
    HostFloats.write(cells[cells.length - 1], target);
  }

  @Override
  public void finalCellGradient(INDArray gradient) {
    HostFloats.read(gradient, cellGradient);
  }

  @Override
  public void initialCellGradient(INDArray target) {
    HostFloats.write(cellGradient, target);
  }
}
