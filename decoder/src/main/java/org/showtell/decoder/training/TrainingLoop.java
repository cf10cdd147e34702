package org.showtell.decoder.training;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.optim.Optimiser;
import org.showtell.nn.optim.TrainingDivergedException;
import org.showtell.nn.optim.WeightAverage;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.TrainingProducts;

/**
 * What all training has in common: epochs in shuffled batches, clipping, an optimiser, the weights'
 * moving average, a dev score after each epoch, early stopping on it.
 *
 * <p>Where a run is ({@link TrainingPosition}), the weights and what the optimiser remembers are
 * all there is to it: a loop that is given them continues as the interrupted one would have, to the
 * bit. Not thread-safe; closing frees the optimiser, not the weights.
 */
public final class TrainingLoop implements AutoCloseable {
  private final ParameterSet parameters;
  private final TrainerConfig config;
  private final Task task;
  private final Clipping clipping;
  private final Optimiser optimiser;
  private final WeightAverage average;
  private final TrainingProducts products = TrainingProducts.create();
  private int steps; // of the optimiser
  private TrainingPosition position = TrainingPosition.start();

  /** A loop at the start of a run over weights that stay the caller's. */
  public TrainingLoop(ParameterSet parameters, TrainerConfig config, Task task) {
    this.parameters = parameters;
    this.config = config;
    this.task = task;
    clipping = Clipping.ofNorm(config.optimiser().clipNorm());
    optimiser = config.optimiser().over(parameters);
    average = new WeightAverage(parameters, config.regularisation().averageDecay());
  }

  /** What is trained. */
  public interface Task {
    /** Length of each example: those of equal length come to lie side by side. */
    int[] lengths();

    /**
     * How often each example is drawn in an epoch, in the mean; null for once each. An example of
     * weight 2.25 occurs twice in each epoch, and in every fourth a third time.
     */
    default double[] weights() {
      return null;
    }

    /**
     * Before each batch.
     *
     * @param done share of all epochs that is over, in [0, 1]
     */
    default void at(double done) {}

    /**
     * Adds the gradient of a batch's mean loss to the gradients, which are zero.
     *
     * @param examples their numbers
     * @param random draws what is drawn
     */
    Outcome accumulate(int[] examples, SplittableRandom random);
  }

  /**
   * What a batch gave.
   *
   * @param loss the mean
   * @param count of what it is the mean of
   */
  public record Outcome(double loss, int count) {}

  /** Scores weights on dev; higher is better. */
  @FunctionalInterface
  public interface WeightScore {
    /** The score of weights, given by name. */
    double of(Map<String, float[]> weights) throws IOException;
  }

  /**
   * Trains until the epochs, the patience or the minutes are used up, or {@code stop} says so.
   *
   * @param stop asked after each batch; when true the run ends at once and may be resumed
   * @return where the run is
   * @throws TrainingDivergedException if the loss is no longer a number
   */
  public TrainingPosition run(WeightScore devScore, Listener listener, BooleanSupplier stop)
      throws IOException {
    long begin = System.nanoTime();
    long trainingNanos = 0;
    long counted = 0;
    int[] lengths = task.lengths();
    double[] weights = task.weights();
    int usual = BatchPlan.expectedBatches(lengths, weights, config.batchSize());
    while (!position.finished()) {
      List<int[]> batches =
          BatchPlan.epoch(lengths, weights, config.batchSize(), config.seed(), position.epoch());
      while (position.nextBatch() < batches.size()) {
        long before = System.nanoTime();
        Outcome outcome = step(batches.get(position.nextBatch()), usual);
        position = position.afterBatch(outcome.loss(), outcome.count());
        counted += outcome.count();
        trainingNanos += System.nanoTime() - before;
        listener.onBatch(position, batches.size(), counted * 1e9 / trainingNanos);
        if (stop.getAsBoolean() || minutesSince(begin) > config.stopping().maxMinutes()) {
          return position;
        }
      }
      double meanLoss = position.meanLoss();
      Map<String, float[]> averaged = averagedWeights();
      double score = devScore.of(averaged);
      boolean best = score > position.bestScore();
      position = position.afterEpoch(score, config, usual);
      listener.onEpoch(position, meanLoss, score, best, averaged);
    }
    return position;
  }

  private static double minutesSince(long nanos) {
    return (System.nanoTime() - nanos) / 60e9;
  }

  /**
   * @param batches of an epoch, as expected: the rate does not depend on what was drawn
   */
  private Outcome step(int[] examples, int batches) {
    SplittableRandom random =
        BatchPlan.generator(config.seed(), position.epoch(), position.nextBatch());
    parameters.clearGradients();
    double epochs = position.epoch() + Math.min(1, position.nextBatch() / (double) batches);
    task.at(Math.min(1, epochs / config.epochsFor(batches)));
    Outcome outcome = products.during(() -> task.accumulate(examples, random));
    check("loss", outcome.loss());
    check("gradient's norm", clipping.apply(parameters));
    optimiser.step(config.rate(position.epoch(), steps, batches));
    steps++;
    average.update(steps);
    return outcome;
  }

  private void check(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(position.epoch(), position.nextBatch(), what, value);
    }
  }

  /** The moving average of the weights, by name: what a model is stored with. */
  public Map<String, float[]> averagedWeights() {
    FloatBuffer values = FloatBuffer.wrap(average.values());
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Parameter parameter : parameters.all()) {
      float[] own = new float[(int) parameter.length()];
      values.get(own);
      weights.put(parameter.name(), own);
    }
    return weights;
  }

  /** Passes over the data at most. */
  public int epochs() {
    return config.epochsFor(
        BatchPlan.expectedBatches(task.lengths(), task.weights(), config.batchSize()));
  }

  /** The weights that are trained. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** Where the run is. */
  public TrainingPosition position() {
    return position;
  }

  /** The optimiser, for checkpoints. */
  public Optimiser optimiser() {
    return optimiser;
  }

  /** Steps of the optimiser so far. */
  public int steps() {
    return steps;
  }

  /** A copy of the weights' moving average, [P], for checkpoints. */
  public float[] average() {
    return average.values();
  }

  /**
   * Continues from a checkpoint, whose weights are already in place.
   *
   * @param made steps of the optimiser so far
   * @param memory of the optimiser
   * @param averaged [P]
   */
  public void resume(
      TrainingPosition from, int made, Map<String, float[]> memory, float[] averaged) {
    position = from;
    steps = made;
    optimiser.restore(made, memory);
    average.restore(averaged);
  }

  @Override
  public void close() {
    optimiser.close();
    average.close();
    products.close();
  }

  /** Hears how training goes; writes progress, checkpoints and the best model. */
  public interface Listener {

    /**
     * After each batch.
     *
     * @param batches batches of the epoch
     * @param tokensPerSecond target tokens per second since this process began to train
     */
    void onBatch(TrainingPosition position, int batches, double tokensPerSecond) throws IOException;

    /**
     * After each epoch and its dev score, before the next begins.
     *
     * @param position the next epoch's start
     * @param meanLoss of the epoch, in nats per token
     * @param score of the epoch on dev
     * @param best whether no earlier epoch scored as high
     * @param weights what was scored, by name: the averaged weights of the epoch
     */
    void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean best,
        Map<String, float[]> weights)
        throws IOException;
  }
}
