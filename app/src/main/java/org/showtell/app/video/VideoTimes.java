package org.showtell.app.video;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Where the time of a run went. Safe for use by several threads. */
public final class VideoTimes {
  enum Stage {
    DECODING,
    PREPARING,
    ENCODING,
    DESCRIBING,
    WAITING
  }

  /** Work whose time is taken. */
  @FunctionalInterface
  interface Work<R, E extends Exception> {
    R run() throws E;
  }

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  VideoTimes() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  <R, E extends Exception> R time(Stage stage, Work<R, E> work) throws E {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      nanos.get(stage).add(System.nanoTime() - start);
    }
  }

  /** One line: the reader's thread, and beside it the model's. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "reader: decoding %.1f s, preparing frames %.1f s; beside it, model: encoder %.1f s,"
            + " sentences %.1f s, waiting for frames %.1f s",
        nanos.values().stream().map(time -> time.sum() / 1e9).toArray());
  }
}
