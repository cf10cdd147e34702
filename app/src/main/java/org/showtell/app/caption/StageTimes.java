package org.showtell.app.caption;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;

/**
 * How long the stages of captioning took, on whichever threads they ran. Stages run beside each
 * other, so that together they may take longer than the run. Safe for use by several threads.
 */
public final class StageTimes {
  private static final Stage[] STAGES = Stage.values();

  private final AtomicLongArray nanos = new AtomicLongArray(STAGES.length);

  /** What is done with a photo, in this order. */
  public enum Stage {
    /** The file's bytes are read. */
    READ,
    /** They become an upright image, at a reduced size where the format allows it. */
    DECODE,
    /** The image becomes a network's pixels. */
    RESIZE,
    /** Pixels become features. */
    ENCODE,
    /** Features become sentences. */
    SEARCH,
    /** Sentences are saved. */
    WRITE
  }

  /** Work whose time is taken. */
  @FunctionalInterface
  public interface Work<R, E extends Exception> {
    /** Does the work. */
    R run() throws E;
  }

  /** Does a stage's work and adds its time, also where it fails. */
  public <R, E extends Exception> R time(Stage stage, Work<R, E> work) throws E {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      nanos.addAndGet(stage.ordinal(), System.nanoTime() - start);
    }
  }

  /** Seconds of a stage, all threads together. */
  public double seconds(Stage stage) {
    return nanos.get(stage.ordinal()) / 1e9;
  }

  /** Seconds of all stages. */
  public double seconds() {
    return Arrays.stream(STAGES).mapToDouble(this::seconds).sum();
  }

  /** A stage's part of {@link #seconds()}; 0 before anything was done. */
  public double share(Stage stage) {
    double all = seconds();
    return all > 0 ? seconds(stage) / all : 0;
  }

  /** Each stage's milliseconds per photo and its share. */
  public String perPhoto(long photos) {
    return Arrays.stream(STAGES)
        .map(
            stage ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f ms (%.0f %%)",
                    stage.name().toLowerCase(Locale.ROOT),
                    1000 * seconds(stage) / Math.max(1, photos),
                    100 * share(stage)))
        .collect(Collectors.joining(", "));
  }
}
