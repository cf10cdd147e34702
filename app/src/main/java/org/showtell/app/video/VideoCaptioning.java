package org.showtell.app.video;

import static org.showtell.app.video.VideoTimes.time;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.caption.ModelBatch;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.input.Preview;
import org.showtell.encoder.video.FrameMean;

/** Turns captioned frames into cues, video by video. Used by one thread. */
final class VideoCaptioning {
  /**
   * @param features [D], or [L*D] for a model that attends
   */
  record CaptionedFrame(float[] features, PhotoCaptions captions) {}

  private final FrameCaptioner captioner;
  private final VideoOptions options;
  private final VideoTimes times;
  private final VideoSink sink;
  private String video;
  private VideoCues cues;
  private FrameMean mean;
  private Optional<Preview> preview;
  private String lastError;
  private Duration reached;
  private long failedFrames;
  private long count;
  private long doubtful;
  private boolean allDone = true;

  VideoCaptioning(
      FrameCaptioner captioner, VideoOptions options, VideoTimes times, VideoSink sink) {
    this.captioner = captioner;
    this.options = options;
    this.times = times;
    this.sink = sink;
  }

  /** Features and captions of frames, pixels [H,W,3] each. */
  List<CaptionedFrame> describe(List<float[]> pixels) {
    List<float[]> features = time(times.encoding, () -> captioner.features(pixels));
    List<PhotoCaptions> captions = time(times.describing, () -> captioner.decode(features));
    return IntStream.range(0, captions.size())
        .mapToObj(i -> new CaptionedFrame(features.get(i), captions.get(i)))
        .toList();
  }

  /** Whether nothing is missing of any video so far. */
  boolean isAllDone() {
    return allDone;
  }

  void begin(String path, Optional<Duration> duration) throws IOException {
    video = path;
    cues = new VideoCues(options.merge(), options.numKeywords());
    mean = new FrameMean();
    preview = Optional.empty();
    lastError = "it has no frame to caption";
    reached = Duration.ZERO;
    failedFrames = 0;
    count = 0;
    doubtful = 0;
    sink.begin(path, duration);
  }

  void frame(VideoLoader.Frame frame, ModelBatch.Outcome<CaptionedFrame> outcome)
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
    PhotoCaptions said = outcome.result().captions();
    save(cues.add(frame.start(), said.best(), said.keywords(), frame.preview()));
  }

  void end(Duration readTo, long skipped, Optional<String> error) throws IOException {
    Duration end = readTo.compareTo(reached) < 0 ? reached : readTo;
    // The last frame of a stopped video covers no time yet.
    save(cues.end(end).filter(cue -> !cue.length().isZero()));
    if (mean.frames() > 0) {
      summarise(end);
    }
    Optional<String> reason =
        error.or(() -> Optional.of(lastError).filter(none -> count + doubtful == 0));
    allDone &= reason.isEmpty();
    sink.end(new VideoOutcome(video, end, count, doubtful, skipped + failedFrames, reason));
    video = null;
  }

  /** Ends a video that is read no further. */
  void breakOff() throws IOException {
    allDone = false;
    if (video != null) {
      end(reached, 0, Optional.of(VideoOutcome.stopped(reached)));
    }
  }

  private void save(Optional<VideoCue> cue) throws IOException {
    if (cue.isPresent() && isGoodEnough(cue.get())) {
      count++;
      sink.cue(cue.get());
    }
  }

  private void summarise(Duration end) throws IOException {
    List<float[]> features = List.of(mean.mean());
    PhotoCaptions said = time(times.describing, () -> captioner.decode(features)).get(0);
    VideoCue whole = new VideoCue(Duration.ZERO, end, said.best(), said.keywords(), preview);
    if (isGoodEnough(whole)) {
      sink.summary(whole);
    }
  }

  private boolean isGoodEnough(VideoCue cue) {
    boolean admitted = options.floor().admits(cue.caption());
    doubtful += admitted ? 0 : 1;
    return admitted;
  }
}
