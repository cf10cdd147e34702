package org.showtell.nn.optim;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over all weights of a set at once, with decoupled weight
 * decay if asked for (AdamW; Loshchilov and Hutter 2019, algorithm 2): a step also takes {@code
 * rate * weightDecay * w} from each weight w.
 *
 * <p>What never had a gradient does not decay: a mean and a scale of the data that are kept among
 * the weights, or the embedding of a word that was not seen yet.
 *
 * <p>Uses libnd4j's fused update for the two moments; owns them.
 */
public final class Adam implements Optimiser {
  private final ParameterSet parameters;
  private final Config config;
  private final INDArray firstMoment; // m, [1, P]
  private final INDArray secondMoment; // v, [1, P]
  private int steps; // made so far: t

  /** An optimiser that has not made a step. */
  public Adam(ParameterSet parameters, Config config) {
    this.parameters = parameters;
    this.config = config;
    DataType type = parameters.dataType();
    firstMoment = Nd4j.create(type, new long[] {1, parameters.count()}, 'c');
    secondMoment = Nd4j.create(type, new long[] {1, parameters.count()}, 'c');
  }

  @Override
  public void step(double learningRate) {
    INDArray update = parameters.gradients();
    Nd4j.exec(
        new AdamUpdater(
            update,
            secondMoment,
            firstMoment,
            learningRate,
            config.beta1(),
            config.beta2(),
            config.epsilon(),
            steps));
    steps++;
    if (config.weightDecay() > 0) {
      decay(learningRate * config.weightDecay(), update);
    }
    parameters.values().subi(update);
  }

  /** Adds the decay of the weights as they are before the step. */
  private void decay(double share, INDArray update) {
    try (INDArray learnt = secondMoment.gt(0);
        INDArray decayed = learnt.castTo(update.dataType())) {
      update.addi(decayed.muli(parameters.values()).muli(share));
    }
  }

  @Override
  public Map<String, float[]> memory() {
    return Map.of("adam.m", firstMoment.data().asFloat(), "adam.v", secondMoment.data().asFloat());
  }

  @Override
  public void restore(int stepsMade, Map<String, float[]> memory) {
    steps = stepsMade;
    copyInto(memory.get("adam.m"), firstMoment);
    copyInto(memory.get("adam.v"), secondMoment);
  }

  /** Takes a copy of an array of an optimiser's memory. */
  static void copyInto(float[] values, INDArray target) {
    Check.length("optimiser values", values.length, target.length());
    try (INDArray source = Nd4j.createFromArray(values)) {
      target.assign(source.reshape('c', target.shape()));
    }
  }

  @Override
  public void close() {
    firstMoment.close();
    secondMoment.close();
  }

  /**
   * Adam's constants (Kingma and Ba 2015, algorithm 1), and the decay of the weights beside it
   * (Loshchilov and Hutter 2019, algorithm 2).
   *
   * @param beta1 decay of the gradient's mean, in [0, 1)
   * @param beta2 decay of its square's mean, in [0, 1)
   * @param epsilon keeps the division finite, above 0
   * @param weightDecay share of each weight that a step at a rate of 1 takes away, in [0, 1)
   */
  public record Config(double beta1, double beta2, double epsilon, double weightDecay) {
    /** Checks each value. */
    public Config {
      Check.share("beta1", beta1);
      Check.share("beta2", beta2);
      Check.that(epsilon > 0, "epsilon must be above 0", epsilon);
      Check.share("weightDecay", weightDecay);
    }

    /** The paper's: 0.9, 0.999, 1e-8, without decay. */
    public static Config defaults() {
      return new Config(0.9, 0.999, 1e-8, 0);
    }

    /** The same with weights that decay. */
    public Config withWeightDecay(double share) {
      return new Config(beta1, beta2, epsilon, share);
    }
  }
}
