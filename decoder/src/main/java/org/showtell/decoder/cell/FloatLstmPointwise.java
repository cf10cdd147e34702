package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;

/**
 * The fast form, row by row. {@link DoubleLstmPointwise} is the same in double precision for
 * gradient checks.
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
    LstmRow line = new LstmRow(units);
    for (int row = 0; row < rows; row++) {
      line.forward(row * units, z, bias, injected, previous, next, tanhNext, hidden);
    }
  }

  @Override
  public void backward(int step, INDArray hiddenGradient, INDArray gateGradients) {
    HostFloats.read(hiddenGradient, hidden);
    float[] z = gates[step];
    LstmRow line = new LstmRow(units);
    for (int row = 0; row < rows; row++) {
      line.backward(row * units, z, cells[step], tanhCells[step], hidden, cellGradient);
    }
    HostFloats.write(z, gateGradients);
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
