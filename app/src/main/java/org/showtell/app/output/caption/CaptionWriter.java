package org.showtell.app.output.caption;

import java.io.Closeable;
import java.io.IOException;
import org.showtell.app.caption.CaptionSink;
import org.showtell.app.caption.CaptionedPhoto;

/**
 * Saves results in one format, in the order in which they come: {@link TextWriter}, {@link
 * JsonWriter}, {@link CsvWriter}, and {@code HtmlWriter}, {@code SidecarWriter}, {@code XmpWriter}
 * elsewhere. Used by one thread; whoever opens a writer closes it. What is written is at its place
 * when {@link #finish} has returned; closing without it gives up a document that is not complete.
 */
public interface CaptionWriter extends CaptionSink, Closeable {
  /**
   * Saves one result.
   *
   * @throws PhotoOutputException if it cannot be saved and others may be
   * @throws IOException if nothing can be saved any more
   */
  @Override
  void accept(CaptionedPhoto photo) throws IOException;

  /** Completes what was written, also when the run was stopped early. */
  void finish() throws IOException;
}
