package org.showtell.app.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.showtell.app.input.MediaPreparation;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.dataset.ImageSource;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;
import org.showtell.encoder.video.sampling.FrameSampler;
import org.showtell.encoder.video.sampling.SampledFrame;
import org.showtell.encoder.weights.ContentHash;

/**
 * Videos, or parts of them: frames spread evenly, whose features are averaged (Venugopalan et al.
 * 2014).
 */
public final class ClipPreparation implements MediaPreparation<CaptionedImage> {
  /** Of each clip: more of them hardly change the mean, and clips are seconds long. */
  static final int FRAMES = 16;

  /** A clip that was cut out may be longer by so much. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final int AHEAD = 4;
  private static final double NANOS = 1e9;

  private final ImageSource source;
  private final ImagePreprocessor preprocessor;
  private final VideoReaderConfig config;

  public ClipPreparation(ImageSource source, Preprocessing preprocessing) {
    this.source = source;
    preprocessor = new ImagePreprocessor(preprocessing);
    // Several videos are read at once, each on one thread.
    config = new VideoReaderConfig(ImageReaderConfig.defaults(), 1).withTarget(preprocessing);
  }

  @Override
  public Prepared prepare(CaptionedImage clip, Predicate<String> known) throws IOException {
    Path file =
        source
            .path(clip.file())
            .orElseThrow(() -> new NoSuchFileException(null, null, "there is no such video"));
    String content =
        ContentHash.sha256(
            (ContentHash.sha256(file) + "\n" + clip.clip() + "\nmean of " + FRAMES)
                .getBytes(StandardCharsets.UTF_8));
    return new Prepared(content, known.test(content) ? List.of() : frames(file, clip.clip()));
  }

  private List<float[]> frames(Path file, ClipRange clip) throws IOException {
    List<float[]> images = new ArrayList<>();
    try (VideoReader video = VideoReader.open(file, config)) {
      Iterator<SampledFrame> sampled = sampler(video, clip, FRAMES).sample(video);
      while (sampled.hasNext()) {
        images.add(preprocessor.apply(sampled.next().frame().image()));
      }
      if (images.isEmpty()) {
        throw new IOException(
            video.fault().orElse("there is no frame in " + clip + ", the part that is captioned"));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return images;
  }

  /**
   * So many frames of the part that is meant. Collections are passed on as the parts that were cut
   * out, with the times in videos that nobody has any more: a file that is no longer than its part
   * is that part.
   */
  public static FrameSampler sampler(VideoReader video, ClipRange clip, int frames) {
    if (clip.isWhole()) {
      return FrameSampler.count(frames);
    }
    Duration from = Duration.ofNanos((long) (clip.startSeconds() * NANOS));
    if (Double.isInfinite(clip.endSeconds())) {
      return FrameSampler.count(frames, from, Duration.ofSeconds(Integer.MAX_VALUE));
    }
    Duration to = Duration.ofNanos((long) (clip.endSeconds() * NANOS));
    Duration longest = to.minus(from).plus(TOLERANCE);
    boolean cutOut = video.info().duration().filter(d -> d.compareTo(longest) <= 0).isPresent();
    return cutOut ? FrameSampler.count(frames) : FrameSampler.count(frames, from, to);
  }

  @Override
  public String describe(CaptionedImage clip) {
    return source.describe(clip.file());
  }

  @Override
  public int ahead() {
    return AHEAD;
  }
}
