package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.MatrixProduct;

/** All positions by their weights; the objective is the doubly stochastic penalty. */
final class SoftSelection implements Selection {
  private Penalty penalty;

  @Override
  public INDArray select(int step, INDArray weights) {
    return weights;
  }

  @Override
  public double loss(
      INDArray weights, AttentionObjective objective, AttentionObjective.Outcomes outcomes) {
    if (objective.coverage() == 0) {
      return 0;
    }
    penalty = new Penalty(weights, outcomes.lengths(), objective.coverage());
    return penalty.loss();
  }

  @Override
  public void backward(int step, INDArray weights, INDArray gradient) {
    if (penalty != null) {
      penalty.addGradient(step, gradient);
    }
  }

  /**
   * Asks that every position is attended to, over the whole sentence, about once (Xu et al. 2015,
   * eq. 14):
   *
   * <pre>
   *   lambda * mean over sentences of ( 1/L sum_i (1 - sum_t alpha_ti)^2 )
   * </pre>
   *
   * <p>Steps of padding are not in the sum over t, and the mean over sentences makes it independent
   * of the batch's size; the released code's form grows with it. The mean over positions makes
   * lambda independent of the grid: the paper's lambda is this one divided by L.
   */
  private static final class Penalty {
    private final INDArray gradient; // [B, L], the same for every step that counts
    private final int[] lengths; // [B]
    private final double loss;

    /**
     * The penalty of a pass.
     *
     * @param weights [T*B, L]
     * @param lengths [B], steps of each sentence that count
     * @param lambda its weight in the loss
     */
    Penalty(INDArray weights, int[] lengths, double lambda) {
      this.lengths = lengths;
      int rows = lengths.length;
      int positions = (int) weights.size(1);
      INDArray missing = MatrixProduct.matrix(weights.dataType(), rows, positions).assign(1);
      for (int t = 0; t < weights.size(0) / rows; t++) {
        try (INDArray counted = MatrixProduct.rows(weights, (long) t * rows, rows).dup('c')) {
          clearPadding(counted, t);
          missing.subi(counted);
        }
      }
      double scale = lambda / ((double) rows * positions);
      double norm = missing.norm2Number().doubleValue();
      loss = scale * norm * norm;
      gradient = missing.muli(-2 * scale);
    }

    /** Its share of the loss. */
    double loss() {
      return loss;
    }

    /** Adds its gradient by the weights of a step. */
    void addGradient(int step, INDArray weightGradient) {
      try (INDArray counted = gradient.dup('c')) {
        clearPadding(counted, step);
        weightGradient.addi(counted);
      }
    }

    private void clearPadding(INDArray rows, int step) {
      for (int row = 0; row < lengths.length; row++) {
        if (step >= lengths[row]) {
          MatrixProduct.rows(rows, row, 1).assign(0);
        }
      }
    }
  }
}
