package org.showtell.decoder.training;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.showtell.attention.AttentionObjective;
import org.showtell.nn.Check;
import org.showtell.nn.optim.Adam;
import org.showtell.nn.optim.Optimiser.Kind;
import org.showtell.nn.parameter.ParameterSet;

/**
 * How a network is trained.
 *
 * @param batchSize examples per step
 * @param optimiser the step's size and direction
 * @param regularisation what keeps the network from learning its examples by heart
 * @param stopping when training ends
 * @param seed of the weights, the order of batches and dropout
 */
public record TrainerConfig(
    int batchSize,
    Optimiser optimiser,
    Regularisation regularisation,
    Stopping stopping,
    long seed) {

  private static final int FULL_EPOCH_STEPS = 200;
  private static final int ENOUGH_STEPS = 4000;
  private static final int ENOUGH_EPOCHS = 20;

  /** Checks that every part is there. */
  public TrainerConfig {
    Check.atLeast("batchSize", batchSize, 1);
    Objects.requireNonNull(optimiser, "optimiser");
    Objects.requireNonNull(regularisation, "regularisation");
    Objects.requireNonNull(stopping, "stopping");
  }

  /** How the learning rate falls after its warm-up. */
  public enum Schedule {
    /** By a factor after each epoch. */
    DECAY,
    /**
     * Along half a cosine from the peak to zero over all epochs (Loshchilov and Hutter 2017,
     * without restarts): {@code (1 + cos(pi t / T)) / 2} at step t of T.
     */
    COSINE
  }

  /**
   * The optimiser and its learning rate.
   *
   * @param learningRate of the first epoch, after the warm-up
   * @param learningRateDecay factor per epoch of {@link Schedule#DECAY}, in (0, 1]; an epoch of few
   *     steps counts for less: {@link #pace}
   * @param warmupSteps steps over which the rate rises linearly from zero
   * @param clipNorm largest norm of the whole gradient (Pascanu et al. 2013)
   * @param schedule how the rate falls
   * @param weightDecay share of each weight that a step at a rate of 1 takes away, in [0, 1);
   *     Adam's alone
   * @param kind of optimiser
   */
  public record Optimiser(
      double learningRate,
      double learningRateDecay,
      int warmupSteps,
      double clipNorm,
      Schedule schedule,
      double weightDecay,
      Kind kind) {
    /** Checks each value. */
    public Optimiser {
      Check.that(
          learningRate > 0 && learningRate < 10, "learningRate must be in (0, 10)", learningRate);
      Check.that(
          learningRateDecay > 0 && learningRateDecay <= 1,
          "learningRateDecay must be in (0, 1]",
          learningRateDecay);
      Check.atLeast("warmupSteps", warmupSteps, 0);
      Check.that(clipNorm > 0, "clipNorm must be above 0", clipNorm);
      Objects.requireNonNull(schedule, "schedule");
      Check.share("weightDecay", weightDecay);
      Check.that(
          kind == Kind.ADAM || weightDecay == 0, "weightDecay must be 0 with " + kind, weightDecay);
    }

    /** Adam. */
    public Optimiser(
        double learningRate,
        double learningRateDecay,
        int warmupSteps,
        double clipNorm,
        Schedule schedule,
        double weightDecay) {
      this(
          learningRate, learningRateDecay, warmupSteps, clipNorm, schedule, weightDecay, Kind.ADAM);
    }

    /** A rate that falls from epoch to epoch, and weights that do not decay. */
    public Optimiser(double learningRate, double learningRateDecay, int warmupSteps, double norm) {
      this(learningRate, learningRateDecay, warmupSteps, norm, Schedule.DECAY, 0);
    }

    /** An optimiser that has not made a step. */
    org.showtell.nn.optim.Optimiser over(ParameterSet parameters) {
      return kind == Kind.ADAM
          ? new Adam(parameters, Adam.Config.defaults().withWeightDecay(weightDecay))
          : kind.over(parameters);
    }
  }

  /**
   * Regularisation beside dropout, which is part of the network, and weight decay.
   *
   * @param labelSmoothing share of the target's probability spread over the vocabulary, in [0, 1)
   * @param averageDecay decay of the moving average of the weights that dev is scored with, in [0,
   *     1); 0 scores the weights as they are
   * @param attention what is asked of attention, for a network that has it
   * @param scheduledSampling share of words that a caption decoder reads from itself at the end of
   *     training, in [0, 1); see {@link ScheduledSampling}
   */
  public record Regularisation(
      double labelSmoothing,
      double averageDecay,
      AttentionObjective attention,
      double scheduledSampling) {
    /** Checks each value. */
    public Regularisation {
      Check.share("scheduledSampling", scheduledSampling);
      Check.share("labelSmoothing", labelSmoothing);
      Check.share("averageDecay", averageDecay);
    }

    /** Where the decoder reads the captions' words alone. */
    public Regularisation(
        double labelSmoothing, double averageDecay, AttentionObjective attention) {
      this(labelSmoothing, averageDecay, attention, 0);
    }

    /** With the usual objective of attention. */
    public Regularisation(double labelSmoothing, double averageDecay) {
      this(labelSmoothing, averageDecay, AttentionObjective.defaults());
    }
  }

  /**
   * When training ends.
   *
   * @param epochs passes over the data at most; 0 for as many as make 4,000 steps, and at least 20
   * @param patience epochs without a better dev score after which training stops, by {@link #pace};
   *     0 never stops early
   * @param maxMinutes training stops at the end of the batch that passes this; infinite for no
   *     limit
   */
  public record Stopping(int epochs, int patience, double maxMinutes) {
    /** Checks each value. */
    public Stopping {
      Check.that(epochs >= 0, "epochs must be at least 1, or 0 for enough", epochs);
      Check.atLeast("patience", patience, 0);
      Check.that(maxMinutes > 0, "maxMinutes must be above 0", maxMinutes);
    }

    /** Without a limit of time. */
    public Stopping(int epochs, int patience) {
      this(epochs, patience, Double.POSITIVE_INFINITY);
    }
  }

  /** Adam at 1e-3 falling 0.85 an epoch, batches of 128, norm 5, patience 3. */
  public static TrainerConfig defaults() {
    return new TrainerConfig(
        128,
        new Optimiser(1e-3, 0.85, 100, 5),
        new Regularisation(0, 0.995),
        new Stopping(20, 3),
        1);
  }

  /** The same with scheduled sampling. */
  public TrainerConfig withScheduledSampling(double share) {
    Regularisation sampling =
        new Regularisation(
            regularisation.labelSmoothing,
            regularisation.averageDecay,
            regularisation.attention,
            share);
    return new TrainerConfig(batchSize, optimiser, sampling, stopping, seed);
  }

  /** The same with other batches. */
  public TrainerConfig withBatchSize(int examples) {
    return new TrainerConfig(examples, optimiser, regularisation, stopping, seed);
  }

  /**
   * How much an epoch counts for the falling rate and for patience: all of it from 200 steps on.
   * The 400 captions of a small album are four steps an epoch; taken at full worth, the rate would
   * be gone before anything was learned.
   */
  double pace(int batches) {
    return Math.min(1, batches / (double) FULL_EPOCH_STEPS);
  }

  /** The number of epochs for data of so many batches. */
  int epochsFor(int batches) {
    return stopping.epochs > 0
        ? stopping.epochs
        : Math.max(ENOUGH_EPOCHS, (ENOUGH_STEPS + batches - 1) / Math.max(1, batches));
  }

  /**
   * The rate of a step.
   *
   * @param step of the run, from 0
   * @param batches of an epoch, as expected
   */
  double rate(int epoch, int step, int batches) {
    int warmup = optimiser.warmupSteps;
    double warm = warmup == 0 ? 1 : Math.min(1, (step + 1.0) / warmup);
    double fallen =
        switch (optimiser.schedule) {
          case DECAY -> Math.pow(optimiser.learningRateDecay, epoch * pace(batches));
          case COSINE -> cosine(step, (double) epochsFor(batches) * batches);
        };
    return optimiser.learningRate * fallen * warm;
  }

  /** From 1 at the first step to 0 after the last; draws may have made more than expected. */
  private static double cosine(int step, double steps) {
    return (1 + Math.cos(Math.PI * Math.min(1, step / steps))) / 2;
  }

  /** What must be equal for a run to resume: all but when it stops. */
  public String fingerprint() {
    return Stream.of(
                batchSize,
                optimiser.learningRate,
                optimiser.learningRateDecay,
                optimiser.warmupSteps,
                optimiser.clipNorm,
                regularisation.labelSmoothing,
                regularisation.averageDecay,
                seed)
            .map(String::valueOf)
            .collect(Collectors.joining(" ", "trainer ", ""))
        + unusual();
  }

  /**
   * What a checkpoint must know beside the rates: empty for the usual schedule without decay. The
   * cosine depends on the number of epochs, so a run that resumes must have the same.
   */
  public String unusual() {
    return (optimiser.schedule == Schedule.COSINE
            ? "\ncosine over " + stopping.epochs + " epochs"
            : "")
        + (optimiser.kind == Kind.ADAM ? "" : "\n" + optimiser.kind)
        + (optimiser.weightDecay == 0 ? "" : "\nweight decay " + optimiser.weightDecay)
        + (regularisation.scheduledSampling == 0
            ? ""
            : "\nscheduled sampling %s over %s epochs"
                .formatted(regularisation.scheduledSampling, stopping.epochs));
  }

  /** All values in one line, as models keep them among their provenance. */
  @Override
  public String toString() {
    return ("TrainerConfig[epochs=%s, batchSize=%s, learningRate=%s, learningRateDecay=%s,"
            + " warmupSteps=%s, clipNorm=%s, labelSmoothing=%s, averageDecay=%s, patience=%s,"
            + " maxMinutes=%s, seed=%s, attention=%s, schedule=%s, weightDecay=%s%s]")
        .formatted(
            stopping.epochs,
            batchSize,
            optimiser.learningRate,
            optimiser.learningRateDecay,
            optimiser.warmupSteps,
            optimiser.clipNorm,
            regularisation.labelSmoothing,
            regularisation.averageDecay,
            stopping.patience,
            stopping.maxMinutes,
            seed,
            regularisation.attention,
            optimiser.schedule,
            optimiser.weightDecay,
            (optimiser.kind == Kind.ADAM ? "" : ", optimiser=" + optimiser.kind)
                + (regularisation.scheduledSampling == 0
                    ? "" // as checkpoints of earlier versions have it
                    : ", scheduledSampling=" + regularisation.scheduledSampling));
  }
}
