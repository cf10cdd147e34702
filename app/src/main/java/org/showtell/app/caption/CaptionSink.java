package org.showtell.app.caption;

import java.io.IOException;
import org.showtell.app.input.InputEntry.IgnoredInput;

/** Takes results as they come. All calls are in input order and from one thread. */
@FunctionalInterface
public interface CaptionSink {
  /** Takes the next result. */
  void accept(CaptionedPhoto photo) throws IOException;

  /** Hears of an input that was left out on purpose, at its place in the order. */
  default void ignored(IgnoredInput input) {}
}
