package org.showtell.decoder.training;

/**
 * How a caption network is trained.
 *
 * @param epochs passes over the data at most
 * @param batchSize captions per step
 * @param learningRate of the first epoch, after the warm-up
 * @param learningRateDecay factor per epoch, in (0, 1]
 * @param warmupSteps steps over which the rate rises linearly from zero
 * @param clipNorm largest norm of the whole gradient (Pascanu et al. 2013)
 * @param labelSmoothing share of the target's probability spread over the vocabulary, in [0, 1)
 * @param averageDecay decay of the moving average of the weights that dev is scored with, in [0,
 *     1); 0 scores the weights as they are
 * @param patience epochs without a better dev score after which training stops; 0 never stops early
 * @param maxMinutes training stops at the end of the batch that passes this; infinite for no limit
 * @param seed of the weights, the order of batches and dropout
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
    long seed) {

  /** Checks each value. */
  public TrainerConfig {
    require(epochs >= 1, "epochs of at least 1", epochs);
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

  /** The rate of a step. */
  double rate(int epoch, int step) {
    double warm = warmupSteps == 0 ? 1 : Math.min(1, (step + 1.0) / warmupSteps);
    return learningRate * Math.pow(learningRateDecay, epoch) * warm;
  }
}
