package org.showtell.app.output.caption;

import java.io.Closeable;
import java.io.IOException;
import org.showtell.app.caption.CaptionedPhoto;

/**
 * Saves results in one format, in the order in which they come. Used by one thread; whoever opens a
 * writer closes it. What is written is at its place when {@link #finish} has returned; closing
 * without it gives a document that is not complete up.
 */
public interface CaptionWriter extends Closeable {
  /**
   * Saves one result.
   *
   * @throws PhotoOutputException if it cannot be saved and others may be
   * @throws IOException if nothing can be saved any more
   */
  void write(CaptionedPhoto photo) throws IOException;

  /**
   * Completes what was written, also when the run was stopped early.
   *
   * @throws IOException if it cannot be completed
   */
  void finish() throws IOException;
}
