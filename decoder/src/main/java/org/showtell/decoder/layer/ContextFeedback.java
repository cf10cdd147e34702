package org.showtell.decoder.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionPass;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The context's way into the cell: {@code z_t W} is added to all of the cell's gates (Xu et al.
 * 2015, eq. 1). Keeps the contexts and the gradients that reach them from the output. Owns its
 * memory.
 */
public final class ContextFeedback implements RecurrentCell.Feedback, AutoCloseable {
  private final AttentionPass attention;
  private final INDArray grid; // [B*L, M], the caller's
  private final Parameter weight; // [M, G]
  private final int rows; // B
  private final INDArray contexts; // [T*B, M]
  private final INDArray contextGradients; // [T*B, M]

  /** For T steps of B rows over a grid [B*L, M], with contexts [T*B, M]. */
  public ContextFeedback(
      CaptionNetwork network, AttentionPass attention, INDArray grid, int steps, int rows) {
    this.attention = attention;
    this.grid = grid;
    this.rows = rows;
    weight = network.parameter("context.W");
    DataType type = weight.value().dataType();
    contexts = MatrixProduct.matrix(type, (long) steps * rows, weight.value().size(0));
    contextGradients = MatrixProduct.matrix(type, (long) steps * rows, weight.value().size(0));
  }

  /** z of every step, [T*B, M], once the forward pass is done. */
  public INDArray contexts() {
    return contexts;
  }

  /** Gradients by the contexts, [T*B, M]: hold the output's part before the cell goes back. */
  public INDArray contextGradients() {
    return contextGradients;
  }

  private INDArray ofStep(INDArray all, int step) {
    return MatrixProduct.rows(all, (long) step * rows, rows);
  }

  @Override
  public void forward(int step, INDArray hidden, INDArray gates) {
    INDArray context = ofStep(contexts, step);
    attention.forward(step, hidden, context);
    MatrixProduct.multiplyAdd(context, weight.value(), gates);
  }

  @Override
  public void backward(int step, INDArray hidden, INDArray gateGradients, INDArray hiddenGradient) {
    INDArray gradient = ofStep(contextGradients, step);
    MatrixProduct.inputGradient(gateGradients, weight.value(), gradient, 1);
    attention.backward(step, hidden, gradient, hiddenGradient);
  }

  @Override
  public void finish(INDArray hidden, INDArray gateGradients) {
    MatrixProduct.addWeightGradient(contexts, gateGradients, weight.gradient());
    attention.finish(hidden, grid);
  }

  @Override
  public void close() {
    contexts.close();
    contextGradients.close();
  }
}
