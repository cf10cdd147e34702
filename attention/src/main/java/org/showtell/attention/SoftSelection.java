package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;

/** All positions by their weights; the objective is the doubly stochastic penalty. */
final class SoftSelection implements Selection {
  private DoublyStochasticPenalty penalty;

  @Override
  public INDArray select(int step, INDArray weights) {
    return weights;
  }

  @Override
  public double loss(INDArray weights, AttentionObjective objective, SentenceOutcomes outcomes) {
    if (objective.coverage() == 0) {
      return 0;
    }
    penalty = new DoublyStochasticPenalty(weights, outcomes.lengths(), objective.coverage());
    return penalty.loss();
  }

  @Override
  public void backward(int step, INDArray weights, INDArray gradient) {
    if (penalty != null) {
      penalty.addGradient(step, gradient);
    }
  }
}
