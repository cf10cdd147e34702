package org.showtell.nn.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.FloatStripes;

/**
 * The exponential moving average of a network's weights (Polyak and Juditsky 1992): what a model is
 * scored and stored with. The last batches of an epoch pull the weights towards their own
 * sentences, short or long; the average does not follow.
 *
 * <p>Early on the average is short, {@code min(decay, (1 + t) / (10 + t))} after t steps, so that
 * it forgets the first weights. Owns its memory.
 */
public final class WeightAverage implements AutoCloseable {
  private final ParameterSet parameters;
  private final double decay;
  private final INDArray average; // [1, P]

  /**
   * The average of these weights.
   *
   * @param decay in [0, 1); 0 for none
   */
  public WeightAverage(ParameterSet parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    average = parameters.values().dup();
  }

  /** Takes the weights after step t, counted from 1. */
  public void update(int steps) {
    if (decay == 0) {
      return;
    }
    double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
    INDArray weights = parameters.values();
    if (FloatStripes.suit(average)) {
      float share = (float) kept;
      FloatStripes.walk(
          1, (stripes, number) -> blend(stripes[0], stripes[1], share), average, weights);
    } else {
      try (INDArray scaled = weights.mul(1 - kept)) {
        average.muli(kept).addi(scaled);
      }
    }
  }

  private static void blend(float[] average, float[] weights, float kept) {
    float rest = 1 - kept;
    for (int i = 0; i < average.length; i++) {
      average[i] = kept * average[i] + rest * weights[i];
    }
  }

  /** A copy of the average, [P], in the order of the weights; of the weights if there is none. */
  public float[] values() {
    return decay == 0 ? parameters.values().data().asFloat() : average.data().asFloat();
  }

  /** Continues where another average stopped. */
  public void restore(float[] values) {
    try (INDArray source = Nd4j.createFromArray(values)) {
      average.assign(source.reshape('c', average.shape()));
    }
  }

  @Override
  public void close() {
    average.close();
  }
}
