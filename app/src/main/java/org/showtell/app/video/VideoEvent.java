package org.showtell.app.video;

import java.time.Duration;
import java.util.Optional;
import org.showtell.app.input.Preview;

/** One thing that happens while videos are read, on its way from the reader to the model. */
sealed interface VideoEvent {
  /** A video was opened, or could not be. */
  record Begun(VideoFacts video) implements VideoEvent {}

  /**
   * A frame was chosen.
   *
   * @param start where its part of the video begins
   * @param pixels [H,W,3]
   */
  record Frame(Duration start, float[] pixels, Optional<Preview> preview) implements VideoEvent {}

  /**
   * A video is over.
   *
   * @param end where it ends, as far as it could be read
   * @param skipped frames that could not be decoded
   * @param error what is missing and why; empty where nothing is
   */
  record Over(Duration end, long skipped, Optional<String> error) implements VideoEvent {}

  /** All videos are over. */
  record Done() implements VideoEvent {}

  /** The reader met an error that is not a video's. */
  record Broken(Throwable cause) implements VideoEvent {}
}
