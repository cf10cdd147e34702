package org.showtell.decoder.training;

import org.showtell.attention.AttentionObjective;
import org.showtell.nn.optim.Schedule;

/**
 * How a caption network is trained.
 *
 * @param epochs passes over the data at most; 0 for as many as make 4,000 steps, and at least 20
 * @param batchSize captions per step
 * @param learningRate of the first epoch, after the warm-up
 * @param learningRateDecay factor per epoch of {@link Schedule#DECAY}, in (0, 1]; an epoch of few
 *     steps counts for less: {@link #pace}
 * @param warmupSteps steps over which the rate rises linearly from zero
 * @param clipNorm largest norm of the whole gradient (Pascanu et al. 2013)
 * @param labelSmoothing share of the target's probability spread over the vocabulary, in [0, 1)
 * @param averageDecay decay of the moving average of the weights that dev is scored with, in [0,
 *     1); 0 scores the weights as they are
 * @param patience epochs without a better dev score after which training stops, by the same {@link
 *     #pace}; 0 never stops early
 * @param maxMinutes training stops at the end of the batch that passes this; infinite for no limit
 * @param seed of the weights, the order of batches and dropout
 * @param attention what is asked of attention, for a network that has it
 * @param schedule how the rate falls
 * @param weightDecay share of each weight that a step at a rate of 1 takes away, in [0, 1): {@link
 *     AdamConfig}
 */
public record TrainerConfig(
    int epochs,
    int batchSize,
    double learningRate,
    double learningRateDecay,
    int warmupSteps,
    double clipNorm,
    double labelSmoothing,
    double averageDecay,
    int patience,
    double maxMinutes,
    long seed,
    AttentionObjective attention,
    Schedule schedule,
    double weightDecay) {

  private static final int FULL_EPOCH_STEPS = 200;
  private static final int ENOUGH_STEPS = 4000;
  private static final int ENOUGH_EPOCHS = 20;

  /** Checks each value. */
  public TrainerConfig {
    require(epochs >= 0, "epochs of at least 1, or 0 for enough", epochs);
    require(batchSize >= 1, "batchSize of at least 1", batchSize);
    require(learningRate > 0 && learningRate < 10, "learningRate in (0, 10)", learningRate);
    require(
        learningRateDecay > 0 && learningRateDecay <= 1,
        "learningRateDecay in (0, 1]",
        learningRateDecay);
    require(warmupSteps >= 0, "warmupSteps of at least 0", warmupSteps);
    require(clipNorm > 0, "clipNorm above 0", clipNorm);
    require(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing in [0, 1)", labelSmoothing);
    require(averageDecay >= 0 && averageDecay < 1, "averageDecay in [0, 1)", averageDecay);
    require(patience >= 0, "patience of at least 0", patience);
    require(maxMinutes > 0, "maxMinutes above 0", maxMinutes);
    require(schedule != null, "a schedule", schedule);
    require(weightDecay >= 0 && weightDecay < 1, "weightDecay in [0, 1)", weightDecay);
  }

  /** A configuration whose rate falls from epoch to epoch, and whose weights do not decay. */
  public TrainerConfig(
      int epochs,
      int batchSize,
      double learningRate,
      double learningRateDecay,
      int warmupSteps,
      double clipNorm,
      double labelSmoothing,
      double averageDecay,
      int patience,
      double maxMinutes,
      long seed,
      AttentionObjective attention) {
    this(
        epochs,
        batchSize,
        learningRate,
        learningRateDecay,
        warmupSteps,
        clipNorm,
        labelSmoothing,
        averageDecay,
        patience,
        maxMinutes,
        seed,
        attention,
        Schedule.DECAY,
        0);
  }

  /** A configuration with the usual {@link AttentionObjective}. */
  public TrainerConfig(
      int epochs,
      int batchSize,
      double learningRate,
      double learningRateDecay,
      int warmupSteps,
      double clipNorm,
      double labelSmoothing,
      double averageDecay,
      int patience,
      double maxMinutes,
      long seed) {
    this(
        epochs,
        batchSize,
        learningRate,
        learningRateDecay,
        warmupSteps,
        clipNorm,
        labelSmoothing,
        averageDecay,
        patience,
        maxMinutes,
        seed,
        AttentionObjective.defaults());
  }

  /** The same with other batches. */
  public TrainerConfig withBatchSize(int examples) {
    return new TrainerConfig(
        epochs,
        examples,
        learningRate,
        learningRateDecay,
        warmupSteps,
        clipNorm,
        labelSmoothing,
        averageDecay,
        patience,
        maxMinutes,
        seed,
        attention,
        schedule,
        weightDecay);
  }

  /** The same with a rate that falls like this, and with weights that decay. */
  public TrainerConfig withOptimiser(Schedule falling, double decay) {
    return new TrainerConfig(
        epochs,
        batchSize,
        learningRate,
        learningRateDecay,
        warmupSteps,
        clipNorm,
        labelSmoothing,
        averageDecay,
        patience,
        maxMinutes,
        seed,
        attention,
        falling,
        decay);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("Expected " + rule + " but got " + value);
    }
  }

  /** Adam at 1e-3 falling 0.85 an epoch, batches of 128, norm 5, patience 3. */
  public static TrainerConfig defaults() {
    return new TrainerConfig(20, 128, 1e-3, 0.85, 100, 5, 0, 0.995, 3, Double.POSITIVE_INFINITY, 1);
  }

  /**
   * How much an epoch counts for the falling rate and for patience: all of it from 200 steps on.
   * The 400 captions of a small album are four steps an epoch; taken at full worth, the rate would
   * be gone before anything was learnt.
   */
  double pace(int batches) {
    return Math.min(1, batches / (double) FULL_EPOCH_STEPS);
  }

  /** The number of epochs for data of so many batches. */
  int epochsFor(int batches) {
    return epochs > 0
        ? epochs
        : Math.max(ENOUGH_EPOCHS, (ENOUGH_STEPS + batches - 1) / Math.max(1, batches));
  }

  /**
   * The rate of a step.
   *
   * @param step of the run, from 0
   * @param batches of an epoch, as expected
   */
  double rate(int epoch, int step, int batches) {
    double warm = warmupSteps == 0 ? 1 : Math.min(1, (step + 1.0) / warmupSteps);
    double fallen =
        switch (schedule) {
          case DECAY -> Math.pow(learningRateDecay, epoch * pace(batches));
          case COSINE -> cosine(step, (double) epochsFor(batches) * batches);
        };
    return learningRate * fallen * warm;
  }

  /** From 1 at the first step to 0 after the last; draws may have made more than expected. */
  private static double cosine(int step, double steps) {
    return (1 + Math.cos(Math.PI * Math.min(1, step / steps))) / 2;
  }

  /**
   * What a checkpoint must know beside the rates: empty for the usual schedule without decay. The
   * cosine depends on the number of epochs, so a run that goes on must have the same.
   */
  public String unusual() {
    return (schedule == Schedule.COSINE ? "\ncosine over " + epochs + " epochs" : "")
        + (weightDecay == 0 ? "" : "\nweight decay " + weightDecay);
  }
}
