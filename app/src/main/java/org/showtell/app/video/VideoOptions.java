package org.showtell.app.video;

import java.util.Objects;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.encoder.video.sampling.FrameSampler;

/**
 * What the user wants of videos.
 *
 * @param sampler chooses the frames that are captioned
 * @param merge whether neighbours that say nearly the same become one cue
 * @param summary whether one sentence about the whole video is wanted too
 * @param batchSize frames that the model sees at once
 * @param threads that decode beside the model
 * @param numKeywords the most for a cue that was made of several; 0 for none
 * @param floor cues whose caption is below it are left out and counted
 */
public record VideoOptions(
    FrameSampler sampler,
    boolean merge,
    boolean summary,
    int batchSize,
    int threads,
    int numKeywords,
    ScoreFloor floor) {
  public VideoOptions {
    Objects.requireNonNull(sampler, "sampler");
    Objects.requireNonNull(floor, "floor");
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, but got " + batchSize);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but got " + threads);
    }
  }

  /** Captions only, and every one. */
  public VideoOptions(
      FrameSampler sampler, boolean merge, boolean summary, int batchSize, int threads) {
    this(sampler, merge, summary, batchSize, threads, 0, ScoreFloor.NONE);
  }

  /** The same with the keywords and the minimum score of the caption options. */
  public VideoOptions with(CaptionOptions asked) {
    return new VideoOptions(
        sampler, merge, summary, batchSize, threads, asked.keywords().count(), asked.floor());
  }
}
