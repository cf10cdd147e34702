package org.showtell.app.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, a terminal that is closed, a {@code kill}: the work is asked to stop, and the program
 * dies when it has, with the exit code of the signal. Without this Java would die in the middle.
 */
public final class Interruption implements AutoCloseable {
  /** As long as a batch or a checkpoint may take; then the program dies whatever it does. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "showtell-interruption");
  private volatile Runnable stop;

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * From here on there is something to lose.
   *
   * @param work asked to stop when a signal comes; called from another thread
   */
  public void guard(Runnable work) {
    stop = work;
  }

  private void onSignal() {
    if (stop == null) {
      return;
    }
    stop.run();
    try {
      stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the work has stopped and all its results are written. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal has come: the hook is running, and ends now.
    }
  }
}
