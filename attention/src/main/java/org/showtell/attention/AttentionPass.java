package org.showtell.attention;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Attention in one training pass, forward and backward; row i is about image i.
 *
 * <p>Order of calls: {@link #forward} for every step, {@link #loss} once, {@link #backward} for
 * every step in falling order, {@link #finish} once. Owns its memory; the caller closes it.
 */
public final class AttentionPass implements AutoCloseable {
  private final SoftAttention attention;
  private final AttentionMemory memory;
  private final Selection selection;
  private final int[] photos; // 0, 1, .. B-1
  private final INDArray weights; // [T*B, L]
  private final INDArray queries; // [T*B, A]; going back: their gradients
  private final INDArray contexts; // [T*B, D], before the gate
  private final INDArray[] openings; // per step beta [B, 1 or D]

  AttentionPass(SoftAttention attention, AttentionMemory memory, int steps, Selection selection) {
    this.attention = attention;
    this.memory = memory;
    this.selection = selection;
    photos = IntStream.range(0, memory.photos()).toArray();
    DataType type = attention.keyWeight.value().dataType();
    long rows = (long) steps * photos.length;
    weights = MatrixProduct.matrix(type, rows, memory.positions());
    queries = MatrixProduct.matrix(type, rows, attention.keyBias.value().size(1));
    contexts = MatrixProduct.matrix(type, rows, memory.size());
    openings = new INDArray[steps];
  }

  private INDArray ofStep(INDArray all, int step) {
    return MatrixProduct.rows(all, (long) step * photos.length, photos.length);
  }

  /**
   * Attends with the hidden state before a step.
   *
   * @param hidden [B, U]
   * @param context [B, D], written: gated
   */
  public void forward(int step, INDArray hidden, INDArray context) {
    INDArray query = ofStep(queries, step);
    MatrixProduct.multiply(hidden, attention.queryWeight.value(), query);
    INDArray weight = ofStep(weights, step);
    memory.kernel().weigh(query, photos, weight);
    INDArray raw = ofStep(contexts, step);
    INDArray selected = selection.select(step, weight);
    memory.kernel().gather(selected, photos, raw);
    if (selected != weight) {
      selected.close();
    }
    context.assign(raw);
    if (attention.gate != null) {
      openings[step] = attention.gate.openings(hidden);
      GateLayer.apply(openings[step], context);
    }
  }

  /** Weights of all steps so far, [T*B, L], time-major; valid until {@link #close()}. */
  public INDArray weights() {
    return weights;
  }

  /**
   * Terms of the loss that attention itself brings; call it once all steps were attended to, even
   * when the value is not needed, if {@link #backward} is to know them.
   *
   * @return to be added to the mean loss per token
   */
  public double loss(AttentionObjective objective, AttentionObjective.Outcomes outcomes) {
    return selection.loss(weights, objective, outcomes);
  }

  /**
   * Back-propagates one step.
   *
   * @param hidden [B, U], as given to {@link #forward}
   * @param contextGradient [B, D], overwritten
   * @param hiddenGradient [B, U], added to
   */
  public void backward(
      int step, INDArray hidden, INDArray contextGradient, INDArray hiddenGradient) {
    if (attention.gate != null) {
      attention.gate.backward(
          hidden, openings[step], ofStep(contexts, step), contextGradient, hiddenGradient);
    }
    INDArray weight = ofStep(weights, step);
    INDArray query = ofStep(queries, step);
    try (INDArray weightGradient = MatrixProduct.like(weight);
        INDArray queryGradient = MatrixProduct.like(query)) {
      memory.kernel().gatherBackward(contextGradient, weightGradient);
      selection.backward(step, weight, weightGradient);
      memory.kernel().weighBackward(query, weight, weightGradient, queryGradient);
      MatrixProduct.inputGradient(queryGradient, attention.queryWeight.value(), hiddenGradient, 1);
      query.assign(queryGradient);
    }
  }

  /**
   * Adds to the gradients of the weights, once all steps went back.
   *
   * @param hidden of all steps, [T*B, U], as given to {@link #forward}
   * @param grid [B*L, D], as it was remembered
   */
  public void finish(INDArray hidden, INDArray grid) {
    MatrixProduct.addWeightGradient(hidden, queries, attention.queryWeight.gradient());
    try (INDArray keys = memory.kernel().keyGradient()) {
      MatrixProduct.addWeightGradient(grid, keys, attention.keyWeight.gradient());
      MatrixProduct.addColumnSums(keys, attention.keyBias.gradient());
    }
    if (attention.vector != null) {
      try (INDArray byPhoto = memory.kernel().vectorGradient()) {
        MatrixProduct.addColumnSums(byPhoto, attention.vector.gradient());
      }
    }
  }

  /**
   * The gradient by the grid that was remembered, for a grid that is itself trained; after {@link
   * #backward} of all steps.
   *
   * @param contextGradients [T*B, D], as {@link #backward} left them
   * @return [B*L, D]; the caller closes it
   * @throws UnsupportedOperationException if the weights were not used as they are
   */
  public INDArray gridGradient(INDArray contextGradients) {
    if (!(selection instanceof SoftSelection)) {
      throw new UnsupportedOperationException(
          "The gradient by the grid is known for soft attention, not for %s".formatted(selection));
    }
    INDArray gradient = memory.kernel().gatheredGradient(weights, contextGradients);
    try (INDArray keys = memory.kernel().keyGradient()) {
      MatrixProduct.inputGradient(keys, attention.keyWeight.value(), gradient, 1);
    }
    return gradient;
  }

  @Override
  public void close() {
    weights.close();
    queries.close();
    contexts.close();
    for (INDArray beta : openings) {
      if (beta != null) {
        beta.close();
      }
    }
  }
}
