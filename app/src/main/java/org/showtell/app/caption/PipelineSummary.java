package org.showtell.app.caption;

import java.io.IOException;
import org.showtell.app.input.InputEntry.IgnoredInput;

/**
 * What a run did.
 *
 * @param captioned images with a caption
 * @param failed inputs without one
 * @param doubtful images without one because each scored too low
 * @param captionsLeftOut captions that scored too low, those of images that have others too
 * @param alreadyDone images left out because an earlier run captioned them
 * @param failedEarlier images left out because they failed in the run that this one continues
 * @param stopped whether the run was stopped before its inputs were at an end
 */
public record PipelineSummary(
    long captioned,
    long failed,
    long doubtful,
    long captionsLeftOut,
    long alreadyDone,
    long failedEarlier,
    boolean stopped) {

  /** Counts what passes on its way to a sink. */
  static final class Counter implements CaptionSink {
    private final CaptionSink sink;
    private final StageTimes times;
    private long captioned;
    private long failed;
    private long doubtful;
    private long captionsLeftOut;
    private long alreadyDone;
    private long failedEarlier;

    Counter(CaptionSink sink, StageTimes times) {
      this.sink = sink;
      this.times = times;
    }

    @Override
    public void accept(CaptionedPhoto photo) throws IOException {
      times.time(
          StageTimes.Stage.WRITE,
          () -> {
            sink.accept(photo);
            return null;
          });
      if (photo.record().isFailed()) {
        failed++;
      } else if (photo.record().isDoubtful()) {
        doubtful++;
      } else {
        captioned++;
      }
    }

    @Override
    public void ignored(IgnoredInput input) {
      sink.ignored(input);
      switch (input.kind()) {
        case ALREADY_DONE -> alreadyDone++;
        case FAILED_EARLIER -> failedEarlier++;
        case NOT_A_PHOTO, NOTE -> {}
      }
    }

    void leftOut(int captions) {
      captionsLeftOut += captions;
    }

    PipelineSummary summary(boolean stopped) {
      return new PipelineSummary(
          captioned, failed, doubtful, captionsLeftOut, alreadyDone, failedEarlier, stopped);
    }
  }
}
