package org.showtell.attention.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;

/**
 * What attention does position by position: scores, their softmax, the weighted sum, and the way
 * back through them. Everything that is a plain matrix product is done outside.
 *
 * <p>Backward calls concern memories whose row i is about image i.
 */
public interface AttentionKernel {

  /**
   * Of the additive score {@code e_i = u . tanh(key_i + query)} (Xu et al. 2015, eq. 4).
   *
   * @param vector u [1, A]
   * @param keys [B*L, A], copied
   * @param grid [B*L, D], copied
   */
  static AttentionKernel additive(INDArray vector, int positions, INDArray keys, INDArray grid) {
    return grid.dataType() == DataType.FLOAT
        ? new FloatAttentionKernel(
            new FloatScore.Additive(HostFloats.copy(vector)), positions, keys, grid)
        : new DoubleAttentionKernel(vector.toDoubleVector(), positions, keys, grid);
  }

  /**
   * Of the scaled dot product {@code e_i = key_i . query / sqrt(A)} (Vaswani et al. 2017, eq. 1).
   *
   * @param keys [B*L, A], copied
   * @param grid [B*L, D], copied
   */
  static AttentionKernel dotProduct(int positions, INDArray keys, INDArray grid) {
    return grid.dataType() == DataType.FLOAT
        ? new FloatAttentionKernel(new FloatScore.DotProduct(), positions, keys, grid)
        : new DoubleAttentionKernel(null, positions, keys, grid);
  }

  /**
   * Weights of all positions.
   *
   * @param query [R, A]
   * @param photos [R]
   * @param weights [R, L], written
   */
  void weigh(INDArray query, int[] photos, INDArray weights);

  /**
   * The sum of the positions' features by weight.
   *
   * @param weights [R, L]
   * @param photos [R]
   * @param context [R, D], written
   */
  void gather(INDArray weights, int[] photos, INDArray context);

  /**
   * Back through {@link #gather}.
   *
   * @param contextGradient [B, D]
   * @param weightGradient [B, L], written
   */
  void gatherBackward(INDArray contextGradient, INDArray weightGradient);

  /**
   * Back through {@link #weigh}; gradients by keys and by the score's vector are summed up inside.
   *
   * @param query [B, A]
   * @param weights [B, L]
   * @param weightGradient [B, L]
   * @param queryGradient [B, A], written
   */
  void weighBackward(
      INDArray query, INDArray weights, INDArray weightGradient, INDArray queryGradient);

  /**
   * The gradient by the positions that {@link #gather} gives: {@code sum_t alpha_ti dz_t}.
   *
   * @param weights of all steps [T*B, L], time-major
   * @param contextGradients of all steps [T*B, D]
   * @return a new array [B*L, D]
   */
  INDArray gatheredGradient(INDArray weights, INDArray contextGradients);

  /** The sum of the gradients by the keys, a new array [B*L, A]. */
  INDArray keyGradient();

  /** The sum of the gradients by the score's vector u for each image, a new array [B, A]. */
  INDArray vectorGradient();
}
