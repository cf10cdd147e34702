package org.showtell.encoder.training.distillation;

import java.util.List;

/**
 * How an encoder is distilled.
 *
 * @param epochs passes over all photos
 * @param batchSize photos of a step
 * @param learningRate peak
 * @param muon whether kernels learn by Muon in place of AdamW
 * @param weightDecay of kernels and projections, AdamW's
 * @param warmUpSteps over which the rate rises to its peak
 * @param clipNorm largest norm of the whole gradient
 * @param averageDecay of the moving average of the weights that is measured and written
 * @param sizes sides of the crops, an equal share of the epochs each
 * @param minScale least share of a photo's area in a crop
 * @param mixup largest share of another photo that is mixed into one; 0: none
 * @param classWeight of the divergence from the teacher's classes in the loss; Hinton et al. (2015,
 *     section 2) multiply by the square of the temperature, which is 4 here
 * @param wordWeight of the captions' words in the loss
 * @param maxMinutes after which the run stops with a checkpoint
 * @param seed of all chance
 */
public record DistillationConfig(
    int epochs,
    int batchSize,
    double learningRate,
    boolean muon,
    double weightDecay,
    int warmUpSteps,
    double clipNorm,
    double averageDecay,
    List<Integer> sizes,
    double minScale,
    double mixup,
    double classWeight,
    double wordWeight,
    double maxMinutes,
    long seed) {
  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException that names the value
   */
  public DistillationConfig {
    sizes = List.copyOf(sizes);
    require(epochs >= 1, "epochs are 1 or more", epochs);
    require(batchSize >= 2, "a batch has 2 photos or more", batchSize);
    require(learningRate > 0, "the learning rate is above 0", learningRate);
    require(weightDecay >= 0, "the weight decay is not negative", weightDecay);
    require(warmUpSteps >= 0, "the warm-up is not negative", warmUpSteps);
    require(clipNorm > 0, "the largest norm is above 0", clipNorm);
    require(averageDecay >= 0 && averageDecay < 1, "the average's decay is in [0,1)", averageDecay);
    require(!sizes.isEmpty() && sizes.stream().allMatch(s -> s >= 8), "sizes are 8 or more", sizes);
    require(minScale > 0 && minScale <= 1, "the least share of a photo is in (0,1]", minScale);
    require(mixup >= 0 && mixup <= 0.5, "the mixed-in share is in [0,0.5]", mixup);
    require(classWeight >= 0, "the weight of classes is not negative", classWeight);
    require(wordWeight >= 0, "the weight of words is not negative", wordWeight);
    require(maxMinutes > 0, "minutes are above 0", maxMinutes);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but got " + value);
    }
  }

  /** Side of the crops of a step. */
  int size(long step, long steps) {
    return sizes.get((int) Math.min(sizes.size() - 1L, step * sizes.size() / steps));
  }

  /** The rate of a step: a line up, then half a cosine down to 0. */
  double rate(long step, long steps) {
    double warm = warmUpSteps == 0 ? 1 : Math.min(1, (step + 1.0) / warmUpSteps);
    return learningRate * warm * 0.5 * (1 + Math.cos(Math.PI * step / steps));
  }

  /** What must be equal for a run to go on from its checkpoint. */
  String fingerprint() {
    return String.join(
        " ",
        "epochs " + epochs,
        "batch " + batchSize,
        "rate " + learningRate,
        "muon " + muon,
        "decay " + weightDecay,
        "warm-up " + warmUpSteps,
        "clip " + clipNorm,
        "average " + averageDecay,
        "sizes " + sizes,
        "scale " + minScale,
        "mixup " + mixup,
        "classes " + classWeight,
        "words " + wordWeight,
        "seed " + seed);
  }
}
