package org.showtell.app.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, a closed terminal or a {@code kill}: asks the work to stop, and lets the program die only
 * when it has, with the exit code of the signal. For a program that runs until it is stopped, the
 * signal is the normal end, and the exit code is that of a run that went well.
 */
public final class Interruption implements AutoCloseable {
  /** As long as a batch or a checkpoint may take; then the program dies anyway. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "showtell-interruption");
  private final boolean normalEnd;
  private volatile Runnable stop;

  /** For work that a signal breaks off. */
  public Interruption() {
    this(false);
  }

  /** For work that a signal ends as it should. */
  public static Interruption asNormalEnd() {
    return new Interruption(true);
  }

  private Interruption(boolean normalEnd) {
    this.normalEnd = normalEnd;
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
      if (stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && normalEnd) {
        Runtime.getRuntime().halt(ExitCode.DONE); // a hook has no other way to set the exit code
      }
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
