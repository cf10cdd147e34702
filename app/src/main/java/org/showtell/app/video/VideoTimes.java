package org.showtell.app.video;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Where the time of a run went, in nanoseconds. Safe for use by several threads. */
public final class VideoTimes {
  final LongAdder decoding = new LongAdder();
  final LongAdder preparing = new LongAdder();
  final LongAdder encoding = new LongAdder();
  final LongAdder describing = new LongAdder();
  final LongAdder waiting = new LongAdder();

  /** Work whose time is taken. */
  @FunctionalInterface
  interface Work<R, E extends Exception> {
    R run() throws E;
  }

  static <R, E extends Exception> R time(LongAdder time, Work<R, E> work) throws E {
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
