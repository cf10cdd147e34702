package org.showtell.app.video;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Where the time of a run went. Safe for use by several threads. */
public final class VideoTimes {
  private final LongAdder decoding = new LongAdder();
  private final LongAdder preparing = new LongAdder();
  private final LongAdder encoding = new LongAdder();
  private final LongAdder describing = new LongAdder();
  private final LongAdder waiting = new LongAdder();

  /** Work whose time is taken. */
  @FunctionalInterface
  interface Work<R, E extends Exception> {
    R run() throws E;
  }

  <R, E extends Exception> R decoding(Work<R, E> work) throws E {
    return timed(decoding, work);
  }

  <R, E extends Exception> R preparing(Work<R, E> work) throws E {
    return timed(preparing, work);
  }

  <R, E extends Exception> R encoding(Work<R, E> work) throws E {
    return timed(encoding, work);
  }

  <R, E extends Exception> R describing(Work<R, E> work) throws E {
    return timed(describing, work);
  }

  <R, E extends Exception> R waiting(Work<R, E> work) throws E {
    return timed(waiting, work);
  }

  private static <R, E extends Exception> R timed(LongAdder time, Work<R, E> work) throws E {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      time.add(System.nanoTime() - start);
    }
  }

  /** One line: the reader's thread, and beside it the model's. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "reader: decoding %.1f s, preparing frames %.1f s; beside it, model: encoder %.1f s,"
            + " sentences %.1f s, waiting for frames %.1f s",
        decoding.sum() / 1e9,
        preparing.sum() / 1e9,
        encoding.sum() / 1e9,
        describing.sum() / 1e9,
        waiting.sum() / 1e9);
  }
}
