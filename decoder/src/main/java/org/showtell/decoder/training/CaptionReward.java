package org.showtell.decoder.training;

import java.util.List;
import org.showtell.decoder.generation.Hypothesis;

/** Says how good sentences about an image are; higher is better. */
@FunctionalInterface
public interface CaptionReward {

  /**
   * Rewards some sentences about one image.
   *
   * @param image its number among the features
   * @return a reward for each
   */
  double[] of(int image, List<Hypothesis> sentences);
}
