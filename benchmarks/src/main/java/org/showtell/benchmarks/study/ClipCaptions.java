package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.encoder.video.sampling.FrameSampler;

/**
 * What {@code showtell video --frames N --summary} says of a clip.
 *
 * @param frames a caption each
 * @param summary of the whole
 */
record ClipCaptions(List<String> frames, String summary) {
  private static final int BATCH = 16;

  /** Runs one clip through the pipeline. */
  static ClipCaptions of(FrameCaptioner captioner, Path clip, int frames) throws IOException {
    List<String> said = new ArrayList<>();
    String[] summary = new String[1];
    VideoSink sink =
        new VideoSink() {
          @Override
          public void begin(String path, Optional<Duration> duration) {}

          @Override
          public void cue(VideoCue cue) {
            said.add(cue.caption().text());
          }

          @Override
          public void summary(VideoCue whole) {
            summary[0] = whole.caption().text();
          }

          @Override
          public void end(VideoOutcome outcome) throws IOException {
            if (outcome.error().isPresent() || said.size() != frames) {
              throw new IOException(
                  clip
                      + ": expected "
                      + frames
                      + " frames but got "
                      + said.size()
                      + ", "
                      + outcome);
            }
          }
        };
    VideoOptions options = new VideoOptions(FrameSampler.count(frames), false, true, BATCH, 1);
    new VideoPipeline(captioner, options, VideoPreviews.NONE).run(List.of(clip.toString()), sink);
    return new ClipCaptions(said, summary[0]);
  }
}
