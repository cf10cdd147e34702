package org.showtell.app.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.video.FrameMean;

/** Makes results of described frames, video by video. One thread. */
final class VideoCaptioning {
  private final FrameCaptioner captioner;
  private final VideoOptions options;
  private final VideoTimes times;
  private final VideoSink sink;
  private VideoFacts video;
  private VideoCues cues;
  private FrameMean mean;
  private Optional<Preview> preview = Optional.empty();
  private String lastError;
  private Duration reached = Duration.ZERO;
  private long failedFrames;
  private long count;
  private boolean allDone = true;

  VideoCaptioning(
      FrameCaptioner captioner, VideoOptions options, VideoTimes times, VideoSink sink) {
    this.captioner = captioner;
    this.options = options;
    this.times = times;
    this.sink = sink;
  }

  /** What the model sees and says. */
  List<DescribedFrame> describe(List<float[]> pixels) {
    List<float[]> features = times.encoding(() -> captioner.features(pixels));
    List<PhotoCaptions> captions = times.describing(() -> captioner.describe(features));
    List<DescribedFrame> described = new ArrayList<>();
    for (int i = 0; i < captions.size(); i++) {
      described.add(new DescribedFrame(features.get(i), captions.get(i).best()));
    }
    return described;
  }

  /** Whether nothing is missing of any video so far. */
  boolean isAllDone() {
    return allDone;
  }

  void begin(VideoFacts facts) throws IOException {
    video = facts;
    cues = new VideoCues(options.merge());
    mean = new FrameMean();
    preview = Optional.empty();
    lastError = null;
    reached = Duration.ZERO;
    failedFrames = 0;
    count = 0;
    sink.begin(facts);
  }

  void frame(VideoEvent.Frame frame, ModelBatch.Outcome<DescribedFrame> outcome)
      throws IOException {
    reached = frame.start();
    if (outcome.error() != null) {
      failedFrames++;
      lastError = outcome.error();
      return;
    }
    if (options.summary()) {
      mean.add(outcome.result().features());
      preview = preview.or(frame::preview);
    }
    save(cues.add(frame.start(), outcome.result().caption(), frame.preview()));
  }

  void end(Duration readTo, long skipped, Optional<String> error) throws IOException {
    Duration end = readTo.compareTo(reached) < 0 ? reached : readTo;
    // Of a video that is stopped the last frame stands for no time yet.
    save(cues.end(end).filter(cue -> !cue.length().isZero()));
    if (mean.frames() > 0) {
      List<PhotoCaptions> sentence =
          times.describing(() -> captioner.describe(List.of(mean.mean())));
      sink.summary(new VideoCue(Duration.ZERO, end, sentence.get(0).best(), preview));
    }
    Optional<String> reason = error;
    if (reason.isEmpty() && count == 0) {
      reason = Optional.of(lastError == null ? "it has no frame to caption" : lastError);
    }
    allDone &= reason.isEmpty();
    sink.end(new VideoOutcome(video.path(), end, count, skipped + failedFrames, reason));
    video = null;
  }

  /** Ends a video of which no more is read. */
  void breakOff() throws IOException {
    allDone = false;
    if (video != null) {
      end(reached, 0, Optional.of("stopped at " + reached.toSeconds() + " s"));
    }
  }

  private void save(Optional<VideoCue> cue) throws IOException {
    if (cue.isPresent()) {
      count++;
      sink.cue(cue.get());
    }
  }
}
