package org.showtell.decoder.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.parameter.Parameter;
import org.showtell.decoder.CaptionNetwork;

/**
 * Trains a caption network: epochs over the captions, a dev score after each, early stopping on it.
 *
 * <p>Where a run is ({@link TrainingPosition}), the weights and the optimiser's moments are all
 * there is to it: a trainer that is given them goes on as the interrupted one would have, to the
 * bit. Not thread-safe; closing frees the optimiser, not the network.
 */
public final class CaptionTrainer implements AutoCloseable {
  private final CaptionNetwork network;
  private final TrainerConfig config;
  private final TrainingExamples examples;
  private final CaptionGradient gradient;
  private final Adam adam;
  private final WeightAverage average;
  private TrainingPosition position = TrainingPosition.start();

  /** A trainer at the start of a run. */
  public CaptionTrainer(CaptionNetwork network, TrainerConfig config, TrainingExamples examples) {
    this.network = network;
    this.config = config;
    this.examples = examples;
    gradient = new CaptionGradient(network, config.labelSmoothing(), config.attention());
    adam = new Adam(network.parameters(), AdamConfig.defaults());
    average = new WeightAverage(network.parameters(), config.averageDecay());
  }

  /** Scores a network's free-running sentences on dev; higher is better. */
  @FunctionalInterface
  public interface DevScore {
    /** The score of the weights as they are. */
    double of(CaptionNetwork network) throws IOException;
  }

  /**
   * Trains until the epochs, the patience or the minutes are used up, or {@code stop} says so.
   *
   * @param stop asked after each batch; when true the run ends at once and may be resumed
   * @return where the run is
   * @throws TrainingDivergedException if the loss is no longer a number
   */
  public TrainingPosition run(DevScore devScore, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    long begin = System.nanoTime();
    long trainingNanos = 0;
    long tokens = 0;
    int[] lengths = examples.sentences().stream().mapToInt(s -> s.length).toArray();
    while (!position.finished()) {
      List<int[]> batches =
          BatchPlan.epoch(lengths, config.batchSize(), config.seed(), position.epoch());
      while (position.nextBatch() < batches.size()) {
        long before = System.nanoTime();
        CaptionBatch batch = examples.batch(batches.get(position.nextBatch()));
        double loss = step(batch, batches.size());
        position = position.afterBatch(loss, batch.targetCount());
        tokens += batch.targetCount();
        trainingNanos += System.nanoTime() - before;
        listener.onBatch(position, batches.size(), tokens * 1e9 / trainingNanos);
        if (stop.getAsBoolean() || minutesSince(begin) > config.maxMinutes()) {
          return position;
        }
      }
      double meanLoss = position.meanLoss();
      Map<String, float[]> weights = averagedWeights();
      double score = score(devScore, weights);
      boolean best = score > position.bestScore();
      position = position.afterEpoch(score, config, batches.size());
      listener.onEpoch(position, meanLoss, score, best, weights);
    }
    return position;
  }

  private double score(DevScore devScore, Map<String, float[]> weights) throws IOException {
    try (CaptionNetwork averaged = CaptionNetwork.restore(network.config(), weights)) {
      return devScore.of(averaged);
    }
  }

  /** The moving average of the weights, by name: what a model is stored with. */
  public Map<String, float[]> averagedWeights() {
    float[] values = average.values();
    Map<String, float[]> weights = new LinkedHashMap<>();
    int at = 0;
    for (Parameter parameter : network.parameters().all()) {
      int length = (int) parameter.length();
      weights.put(parameter.name(), Arrays.copyOfRange(values, at, at + length));
      at += length;
    }
    return weights;
  }

  private static double minutesSince(long nanos) {
    return (System.nanoTime() - nanos) / 60e9;
  }

  private double step(CaptionBatch batch, int batches) {
    SplittableRandom random =
        Seeds.generator(config.seed(), position.epoch(), position.nextBatch());
    network.parameters().clearGradients();
    double loss = gradient.accumulate(batch, network.config().dropout(), random);
    check("loss", loss);
    clip();
    adam.step(config.rate(position.epoch(), adam.steps(), batches));
    average.update(adam.steps());
    return loss;
  }

  /** Scales the whole gradient down to the largest norm that is allowed. */
  private void clip() {
    INDArray gradients = network.parameters().gradients();
    double norm = gradients.norm2Number().doubleValue();
    check("gradient's norm", norm);
    if (norm > config.clipNorm()) {
      gradients.muli(config.clipNorm() / norm);
    }
  }

  private void check(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(position.epoch(), position.nextBatch(), what, value);
    }
  }

  /** Passes over the data at most. */
  public int epochs() {
    int batches = (examples.size() + config.batchSize() - 1) / config.batchSize();
    return config.epochsFor(batches);
  }

  /** Where the run is. */
  public TrainingPosition position() {
    return position;
  }

  /** The optimiser, for checkpoints. */
  public Adam optimiser() {
    return adam;
  }

  /** A copy of the weights' moving average, [P], for checkpoints. */
  public float[] average() {
    return average.values();
  }

  /**
   * Goes on from a checkpoint, whose weights the network already holds.
   *
   * @param steps of the optimiser so far
   * @param firstMoment [P]
   * @param secondMoment [P]
   * @param averaged [P]
   */
  public void resume(
      TrainingPosition from,
      int steps,
      float[] firstMoment,
      float[] secondMoment,
      float[] averaged) {
    position = from;
    adam.restore(steps, firstMoment, secondMoment);
    average.restore(averaged);
  }

  @Override
  public void close() {
    adam.close();
    average.close();
  }
}
