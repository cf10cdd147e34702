package org.showtell.attention.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Shares rows among the processor's cores where there is enough to do. */
final class RowWork {
  /** Below so many multiplications, waking other threads costs more than they save. */
  private static final long ENOUGH = 1 << 18;

  private RowWork() {}

  /** Work on the rows {@code [from, to)}; rows must not depend on each other. */
  @FunctionalInterface
  interface Rows {
    void run(int from, int to);
  }

  /**
   * Runs over all rows; results do not depend on the number of threads.
   *
   * @param costPerRow multiplications, roughly
   */
  static void run(int rows, long costPerRow, Rows work) {
    int threads = Math.min(rows, Math.max(1, ForkJoinPool.getCommonPoolParallelism() + 1));
    if (threads == 1 || rows * costPerRow < ENOUGH) {
      work.run(0, rows);
      return;
    }
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            i ->
                work.run(
                    (int) ((long) rows * i / threads), (int) ((long) rows * (i + 1) / threads)));
  }
}
