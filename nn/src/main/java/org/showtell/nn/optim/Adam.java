package org.showtell.nn.optim;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.FloatStripes;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over all weights of a set at once, with decoupled weight
 * decay if asked for (AdamW; Loshchilov and Hutter 2019, algorithm 2): a step also takes {@code
 * rate * weightDecay * w} from each weight w.
 *
 * <p>What never had a gradient does not decay: a mean and a scale of the data that are kept among
 * the weights, or the embedding of a word that was not seen yet.
 *
 * <p>Floats in the processor's memory are updated in one walk through weights, moments and
 * gradients; doubles, and floats on a card, by libnd4j's update. Owns the two moments.
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
    if (FloatStripes.suit(firstMoment)) {
      stepThroughStripes(learningRate);
    } else {
      stepByOperations(learningRate);
    }
    steps++;
  }

  private void stepThroughStripes(double learningRate) {
    double firstShare = 1 - Math.pow(config.beta1(), steps + 1); // of a moment that began at 0
    double secondShare = 1 - Math.pow(config.beta2(), steps + 1);
    float rate = (float) (learningRate * Math.sqrt(secondShare) / firstShare);
    float decay = (float) (learningRate * config.weightDecay());
    float beta1 = (float) config.beta1();
    float beta2 = (float) config.beta2();
    float epsilon = (float) config.epsilon();
    FloatStripes.walk(
        3,
        (stripes, number) -> {
          if (decay > 0) {
            decay(stripes[0], stripes[2], stripes[3], decay);
          }
          update(stripes[0], stripes[1], stripes[2], stripes[3], rate, beta1, beta2, epsilon);
        },
        parameters.values(),
        firstMoment,
        secondMoment,
        parameters.gradients());
  }

  private static void update(
      float[] w, float[] m, float[] v, float[] g, float rate, float b1, float b2, float epsilon) {
    float rest1 = 1 - b1;
    float rest2 = 1 - b2;
    for (int i = 0; i < w.length; i++) {
      m[i] = b1 * m[i] + rest1 * g[i];
      v[i] = b2 * v[i] + rest2 * g[i] * g[i];
      w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  /** Takes a share of each weight that has, or had, a gradient. */
  private static void decay(float[] w, float[] v, float[] g, float share) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= v[i] != 0 || g[i] != 0 ? share * w[i] : 0;
    }
  }

  private void stepByOperations(double learningRate) {
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
