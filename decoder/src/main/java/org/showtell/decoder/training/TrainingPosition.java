package org.showtell.decoder.training;

/**
 * Where a run is.
 *
 * @param epoch number of the running epoch, from 0
 * @param nextBatch which batch of the epoch comes next
 * @param lossSum sum of the epoch's losses so far, each times its tokens
 * @param tokens target tokens seen in this epoch
 * @param bestEpoch epoch of the best dev score so far, -1 before the first
 * @param bestScore the best dev score so far
 * @param finished no epoch is left, or patience is used up
 */
public record TrainingPosition(
    int epoch,
    int nextBatch,
    double lossSum,
    long tokens,
    int bestEpoch,
    double bestScore,
    boolean finished) {

  /** Before the first batch. */
  public static TrainingPosition start() {
    return new TrainingPosition(0, 0, 0, 0, -1, Double.NEGATIVE_INFINITY, false);
  }

  TrainingPosition afterBatch(double loss, int count) {
    return new TrainingPosition(
        epoch,
        nextBatch + 1,
        lossSum + loss * count,
        tokens + count,
        bestEpoch,
        bestScore,
        finished);
  }

  /**
   * The next epoch's start, with this one's dev score.
   *
   * @param batches of an epoch, as expected
   */
  TrainingPosition afterEpoch(double score, TrainerConfig config, int batches) {
    boolean better = score > bestScore;
    int best = better ? epoch : bestEpoch;
    boolean tired =
        config.stopping().patience() > 0
            && (epoch - best) * config.pace(batches) >= config.stopping().patience();
    return new TrainingPosition(
        epoch + 1,
        0,
        0,
        0,
        best,
        better ? score : bestScore,
        tired || epoch + 1 >= config.epochsFor(batches));
  }

  /** Mean loss of the epoch so far, in nats per token. */
  public double meanLoss() {
    return tokens == 0 ? 0 : lossSum / tokens;
  }
}
