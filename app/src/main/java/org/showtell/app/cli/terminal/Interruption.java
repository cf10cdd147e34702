package org.showtell.app.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, a closed terminal or a {@code kill}: asks the work to stop, and lets the program die only
 * when it has, with the exit code of the signal.
 */
public final class Interruption implements AutoCloseable {
  /** As long as a batch or a checkpoint may take; then the program dies anyway. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "showtell-interruption");
  private volatile Runnable stop;

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Sets what asks the work to stop; called from another thread when a signal comes. */
  public void guard(Runnable stopping) {
    stop = stopping;
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

  /** The work has stopped and all its results are written. */
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
