package org.showtell.decoder.cell;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of the LSTM's equations that acts unit by unit, with the memory its gradient needs.
 *
 * <p>Gates lie side by side in the order input i, forget f, output o, candidate g:
 *
 * <pre>
 *   i, f, o = sigmoid(z_i), sigmoid(z_f), sigmoid(z_o)      g = tanh(z_g)
 *   c_t = f * c_{t-1} + i * g                               h_t = o * tanh(c_t)
 * </pre>
 */
interface LstmPointwise {

  /**
   * Advances one step.
   *
   * @param gates [B, 4U], the products' sum; bias and the injected term are added here
   * @param hidden [B, U], written
   */
  void forward(int step, INDArray gates, INDArray hidden);

  /**
   * Goes back one step; steps must come in falling order.
   *
   * @param hiddenGradient [B, U], all that flows into h_t
   * @param gateGradients [B, 4U], written: gradients by z
   */
  void backward(int step, INDArray hiddenGradient, INDArray gateGradients);

  /** After the last step: c, [B, U]. */
  void finalCell(INDArray target);

  /** Before the last step goes back: the gradient that reaches its c from elsewhere, [B, U]. */
  void finalCellGradient(INDArray gradient);

  /** After step 0 went back: the gradient by the initial c, [B, U]. */
  void initialCellGradient(INDArray target);

  /**
   * The one that fits the data type.
   *
   * @param bias [1, 4U]
   * @param injected [B, 4U] or null
   * @param initialCell [B, U]
   */
  static LstmPointwise of(
      int steps, int rows, int units, INDArray bias, INDArray injected, INDArray initialCell) {
    return bias.dataType() == DataType.FLOAT
        ? new FloatLstmPointwise(steps, rows, units, bias, injected, initialCell)
        : new DoubleLstmPointwise(steps, rows, units, bias, injected, initialCell);
  }
}
