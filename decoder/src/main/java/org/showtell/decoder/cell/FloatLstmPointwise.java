package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.Activations;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.Parts;

/**
 * The fast form, row by row. {@link DoubleLstmPointwise} is the same in double precision for
 * gradient checks.
 */
final class FloatLstmPointwise implements LstmPointwise {
  private static final int ROWS = 16; // worth a thread

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
    Parts.run(
        rows,
        ROWS,
        (from, to) ->
            advance(
                from,
                to,
                units,
                z,
                bias,
                injected,
                cells[step],
                cells[step + 1],
                tanhCells[step],
                hidden));
    HostFloats.write(hidden, hiddenBlock);
  }

  /**
   * One step's equations for some rows; {@code previous} and {@code next} may be the same array.
   *
   * @param from the first row
   * @param to behind the last
   * @param z [rows*4U], pre-activations in, activated gates out
   * @param bias [4U]
   * @param injected [rows*4U] or null
   */
  static void advance(
      int from,
      int to,
      int units,
      float[] z,
      float[] bias,
      float[] injected,
      float[] previous,
      float[] next,
      float[] tanhNext,
      float[] hidden) {
    Row line = new Row(units);
    for (int row = from; row < to; row++) {
      line.forward(row * units, z, bias, injected, previous, next, tanhNext, hidden);
    }
  }

  @Override
  public void backward(int step, INDArray hiddenGradient, INDArray gateGradients) {
    HostFloats.read(hiddenGradient, hidden);
    float[] z = gates[step];
    Parts.run(
        rows,
        ROWS,
        (from, to) -> {
          Row line = new Row(units);
          for (int row = from; row < to; row++) {
            line.backward(row * units, z, cells[step], tanhCells[step], hidden, cellGradient);
          }
        });
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

  /**
   * One row's numbers of an LSTM step, each kind in an array of its own: loops over them become
   * vector instructions, those over {@code z[at + u]} do not and take six times as long.
   */
  private static final class Row {
    private final float[] line; // [4U]
    private final float[] more; // [4U]
    private final float[] in; // [U] each
    private final float[] forget;
    private final float[] out;
    private final float[] candidate;
    private final float[] cell;
    private final float[] tanhCell;
    private final float[] hidden;
    private final float[] cellGradient;

    Row(int units) {
      line = new float[4 * units];
      more = new float[4 * units];
      in = new float[units];
      forget = new float[units];
      out = new float[units];
      candidate = new float[units];
      cell = new float[units];
      tanhCell = new float[units];
      hidden = new float[units];
      cellGradient = new float[units];
    }

    /**
     * The equations of {@link LstmCell} for a row that begins at {@code gate = 4 at} and {@code
     * at}.
     *
     * @param z [rows*4U], pre-activations in, activated gates out
     * @param bias [4U]
     * @param injected [rows*4U] or null
     */
    void forward(
        int at,
        float[] z,
        float[] bias,
        float[] injected,
        float[] previous,
        float[] next,
        float[] tanhNext,
        float[] hiddenNext) {
      int units = in.length;
      int gate = 4 * at;
      System.arraycopy(z, gate, line, 0, line.length);
      add(line, bias);
      if (injected != null) {
        System.arraycopy(injected, gate, more, 0, more.length);
        add(line, more);
      }
      Activations.sigmoid(line, 0, 3 * units);
      Activations.tanh(line, 3 * units, line.length);
      System.arraycopy(line, 0, z, gate, line.length);
      takeGates(line, 0);
      System.arraycopy(previous, at, cell, 0, units);
      advance(in, forget, candidate, cell);
      System.arraycopy(cell, 0, next, at, units);
      Activations.tanh(cell, 0, units);
      System.arraycopy(cell, 0, tanhNext, at, units);
      multiply(out, cell);
      System.arraycopy(cell, 0, hiddenNext, at, units);
    }

    private void takeGates(float[] source, int from) {
      int units = in.length;
      System.arraycopy(source, from, in, 0, units);
      System.arraycopy(source, from + units, forget, 0, units);
      System.arraycopy(source, from + 2 * units, out, 0, units);
      System.arraycopy(source, from + 3 * units, candidate, 0, units);
    }

    private static void add(float[] target, float[] source) {
      for (int i = 0; i < target.length; i++) {
        target[i] += source[i];
      }
    }

    private static void advance(float[] i, float[] f, float[] g, float[] cell) {
      for (int u = 0; u < cell.length; u++) {
        cell[u] = f[u] * cell[u] + i[u] * g[u];
      }
    }

    private static void multiply(float[] factor, float[] target) {
      for (int u = 0; u < target.length; u++) {
        target[u] *= factor[u];
      }
    }

    /**
     * Back through {@link #forward}: replaces the row's activated gates by the gradients of their
     * pre-activations.
     *
     * @param hiddenGradient [rows*U]
     * @param cellGradients [rows*U]: by c_t without what goes through h_t; then by c_{t-1}
     */
    void backward(
        int at,
        float[] z,
        float[] previous,
        float[] tanhCells,
        float[] hiddenGradient,
        float[] cellGradients) {
      int units = in.length;
      int gate = 4 * at;
      takeGates(z, gate);
      System.arraycopy(previous, at, cell, 0, units);
      System.arraycopy(tanhCells, at, tanhCell, 0, units);
      System.arraycopy(hiddenGradient, at, hidden, 0, units);
      System.arraycopy(cellGradients, at, cellGradient, 0, units);
      outBackward(out, tanhCell, hidden, cellGradient);
      gatesBackward(in, forget, candidate, cell, cellGradient);
      System.arraycopy(in, 0, z, gate, units);
      System.arraycopy(forget, 0, z, gate + units, units);
      System.arraycopy(out, 0, z, gate + 2 * units, units);
      System.arraycopy(candidate, 0, z, gate + 3 * units, units);
      System.arraycopy(cellGradient, 0, cellGradients, at, units);
    }

    private static void outBackward(
        float[] out, float[] tanhCell, float[] hidden, float[] cellGradient) {
      for (int u = 0; u < out.length; u++) {
        float o = out[u];
        float tanh = tanhCell[u];
        float dh = hidden[u];
        cellGradient[u] += dh * o * (1 - tanh * tanh);
        out[u] = dh * tanh * o * (1 - o);
      }
    }

    private static void gatesBackward(
        float[] in, float[] forget, float[] candidate, float[] cell, float[] cellGradient) {
      for (int u = 0; u < in.length; u++) {
        float i = in[u];
        float f = forget[u];
        float g = candidate[u];
        float dc = cellGradient[u];
        in[u] = dc * g * i * (1 - i);
        forget[u] = dc * cell[u] * f * (1 - f);
        candidate[u] = dc * i * (1 - g * g);
        cellGradient[u] = dc * f;
      }
    }
  }
}
