package org.showtell.app.video;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes the results of videos as they come: for each video its beginning, its cues in order, its
 * summary if there is one, and its end. All calls are from one thread.
 */
public interface VideoSink {
  /**
   * A video begins.
   *
   * @param path as the user named it
   * @param duration as its file says; empty where it does not, or cannot be read
   * @throws IOException if nothing can be saved any more; the run ends. So for all methods
   */
  void begin(String path, Optional<Duration> duration) throws IOException;

  /** The next part; later than the end of the one before where what is between was doubtful. */
  void cue(VideoCue cue) throws IOException;

  /** The whole video in one sentence. */
  void summary(VideoCue whole) throws IOException;

  /** The video is over, or has failed: then cues may have come before, and these are sound. */
  void end(VideoOutcome outcome) throws IOException;
}
