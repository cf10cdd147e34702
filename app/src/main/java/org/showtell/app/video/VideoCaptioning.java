package org.showtell.app.video;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.caption.ModelBatch;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.input.Preview;
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
  private long doubtful;
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
    List<PhotoCaptions> captions = times.describing(() -> captioner.decode(features));
    List<DescribedFrame> described = new ArrayList<>();
    for (int i = 0; i < captions.size(); i++) {
      PhotoCaptions said = captions.get(i);
      described.add(new DescribedFrame(features.get(i), said.best(), said.keywords()));
    }
    return described;
  }

  /** Whether nothing is missing of any video so far. */
  boolean isAllDone() {
    return allDone;
  }

  void begin(VideoFacts facts) throws IOException {
    video = facts;
    cues = new VideoCues(options.merge(), options.numKeywords());
    mean = new FrameMean();
    preview = Optional.empty();
    lastError = null;
    reached = Duration.ZERO;
    failedFrames = 0;
    count = 0;
    doubtful = 0;
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
    DescribedFrame described = outcome.result();
    save(cues.add(frame.start(), described.caption(), described.keywords(), frame.preview()));
  }

  void end(Duration readTo, long skipped, Optional<String> error) throws IOException {
    Duration end = readTo.compareTo(reached) < 0 ? reached : readTo;
    // Of a video that is stopped the last frame stands for no time yet.
    save(cues.end(end).filter(cue -> !cue.length().isZero()));
    if (mean.frames() > 0) {
      summarise(end);
    }
    Optional<String> reason = error;
    if (reason.isEmpty() && count + doubtful == 0) {
      reason = Optional.of(lastError == null ? "it has no frame to caption" : lastError);
    }
    allDone &= reason.isEmpty();
    sink.end(new VideoOutcome(video.path(), end, count, doubtful, skipped + failedFrames, reason));
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
    if (cue.isPresent() && isGoodEnough(cue.get())) {
      count++;
      sink.cue(cue.get());
    }
  }

  private void summarise(Duration end) throws IOException {
    PhotoCaptions said = times.describing(() -> captioner.decode(List.of(mean.mean()))).get(0);
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
