package org.showtell.nn.tensor;

import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Shares rows or stripes among ND4J's number of threads. */
public final class Parts {
  private Parts() {}

  /** A stretch of the work. */
  @FunctionalInterface
  public interface Part {
    /** Does the items of {@code [from, to)}. */
    void run(int from, int to);
  }

  /**
   * Does all items, each once, on several threads at once; returns when all are done.
   *
   * @param items number of them
   * @param least items that are worth a thread
   */
  public static void run(int items, int least, Part part) {
    int parts = Math.max(1, Math.min(Nd4j.getEnvironment().maxThreads(), items / least));
    if (parts == 1) {
      part.run(0, items);
      return;
    }
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            i ->
                part.run((int) ((long) items * i / parts), (int) ((long) items * (i + 1) / parts)));
  }
}
