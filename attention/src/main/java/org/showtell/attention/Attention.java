package org.showtell.attention;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.StepScratch;

/**
 * Attends to a grid of features with a query: which positions matter now, and the context, what is
 * there.
 *
 * <p>Shapes: B images, L positions of the grid, D features of a position, R rows (words that are
 * being written), U units of the hidden state that asks, A attention size, T tokens.
 *
 * <p>An attention holds views of weights that a {@code ParameterSet} owns, and no state of a
 * sentence.
 */
public interface Attention {

  /**
   * What does not depend on the query, computed once for all words of an image.
   *
   * @param grid [B*L, D], row-major
   * @param positions L
   */
  AttentionMemory remember(INDArray grid, int positions);

  /**
   * Attends once, for generation; nothing is kept.
   *
   * @param hidden [R, U], what asks
   * @param photos [R], which image of the memory each row is about
   * @param weights [R, L], written: non-negative, each row sums to 1
   * @param context [R, D], written
   * @param scratch buffers that are reused between calls
   */
  void attend(
      INDArray hidden,
      int[] photos,
      AttentionMemory memory,
      INDArray weights,
      INDArray context,
      StepScratch scratch);

  /**
   * Attention in a training pass, one row per image of the memory.
   *
   * @param steps T
   * @param random draws what is drawn
   * @return a pass that the caller closes
   */
  AttentionPass pass(AttentionMemory memory, int steps, SplittableRandom random);
}
