package org.showtell.app.caption;

import java.io.IOException;
import org.showtell.app.input.IgnoredInput;

/** Counts what passes on its way to a sink. */
final class RunCounts implements CaptionSink {
  private final CaptionSink sink;
  private long captioned;
  private long failed;
  private long doubtful;
  private long captionsLeftOut;
  private long alreadyDone;
  private long failedEarlier;

  RunCounts(CaptionSink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    sink.accept(photo);
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

  /** Counts captions that scored too low. */
  void leftOut(int captions) {
    captionsLeftOut += captions;
  }

  PipelineSummary summary(boolean stopped) {
    return new PipelineSummary(
        captioned, failed, doubtful, captionsLeftOut, alreadyDone, failedEarlier, stopped);
  }
}
