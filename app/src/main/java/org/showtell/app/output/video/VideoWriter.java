package org.showtell.app.output.video;

import java.io.Closeable;
import java.io.IOException;
import org.showtell.app.video.VideoSink;

/**
 * Saves results of videos in one format. Used by one thread; whoever opens a writer closes it. What
 * is written is at its place when {@link #finish} has returned; closing without it gives a document
 * that is not complete up.
 */
public interface VideoWriter extends VideoSink, Closeable {
  /**
   * Completes what was written, also when the run was stopped early.
   *
   * @throws IOException if it cannot be completed
   */
  void finish() throws IOException;
}
