package org.showtell.app.output.video;

import java.io.Closeable;
import java.io.IOException;
import org.showtell.app.video.VideoSink;

/**
 * Saves results of videos in one format: {@link VideoTextWriter}, {@link VideoJsonWriter}, {@link
 * VideoHtmlWriter}, {@link SubtitleWriter}. Used by one thread; whoever opens a writer closes it.
 * What is written is at its place when {@link #finish} has returned; closing without it gives up a
 * document that is not complete.
 */
public interface VideoWriter extends VideoSink, Closeable {
  /** Completes what was written, also when the run was stopped early. */
  void finish() throws IOException;
}
