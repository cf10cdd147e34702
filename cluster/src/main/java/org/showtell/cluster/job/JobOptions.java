package org.showtell.cluster.job;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.video.VideoOptions;
import org.showtell.encoder.video.sampling.FrameSampler;

/**
 * What every task of a job does.
 *
 * @param model as it was sent to the executors
 * @param captions search, keywords and minimum score; its model is not read
 * @param extras columns beside the captions
 * @param videos which frames of videos
 * @param batchSize images in a forward pass
 */
public record JobOptions(
    ShippedModel model, CaptionOptions captions, Extras extras, Videos videos, int batchSize)
    implements Serializable {
  public JobOptions {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(captions, "captions");
    Objects.requireNonNull(extras, "extras");
    Objects.requireNonNull(videos, "videos");
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, but got " + batchSize);
    }
  }

  /**
   * Columns beside the captions.
   *
   * @param features the visual features [D], of a grid the mean over its positions
   * @param questions to answer about each photo
   */
  public record Extras(boolean features, List<String> questions) implements Serializable {
    /** None. */
    public static final Extras NONE = new Extras(false, List.of());

    public Extras {
      questions = List.copyOf(questions);
    }
  }

  /**
   * Which frames of a video are captioned.
   *
   * @param every the time between them; null for one of each scene
   * @param merge whether neighbours that say nearly the same become one record
   */
  public record Videos(Duration every, boolean merge) implements Serializable {
    VideoOptions options(CaptionOptions captions, int batchSize) {
      FrameSampler sampler = every == null ? FrameSampler.scenes() : FrameSampler.every(every);
      return new VideoOptions(sampler, merge, false, batchSize, 1).with(captions);
    }
  }
}
