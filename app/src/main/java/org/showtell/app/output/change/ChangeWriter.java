package org.showtell.app.output.change;

import java.io.Closeable;
import java.io.IOException;

/** Writes changes as they are found. */
public interface ChangeWriter extends Closeable {
  /** Writes one change. */
  void accept(CaptionChange change) throws IOException;

  /** Completes the document. */
  void finish(CaptionComparison.Counts counts) throws IOException;
}
