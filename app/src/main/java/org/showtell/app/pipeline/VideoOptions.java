package org.showtell.app.pipeline;

import java.util.Objects;
import org.showtell.encoder.video.FrameSampler;

/**
 * What the user wants of videos.
 *
 * @param sampler chooses the frames that are captioned
 * @param merge whether neighbours that say nearly the same become one cue
 * @param summary whether one sentence about the whole video is wanted too
 * @param batchSize frames that the model sees at once, at least 1
 * @param threads that decode beside the model, at least 1
 */
public record VideoOptions(
    FrameSampler sampler, boolean merge, boolean summary, int batchSize, int threads) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the rule and the value
   */
  public VideoOptions {
    Objects.requireNonNull(sampler, "sampler");
    if (batchSize < 1) {
      throw new IllegalArgumentException("--batch-size is at least 1, but it is " + batchSize);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("--threads is at least 1, but it is " + threads);
    }
  }
}
