package org.showtell.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a request: asks the run to stop after its present step, and holds the process until the
 * run has written what it has.
 */
final class StopSignal implements AutoCloseable {
  private static final long MINUTES_TO_FINISH = 2;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(AtomicBoolean stop, TrainingConsole console) {
    hook =
        new Thread(
            () -> {
              stop.set(true);
              console.note("stopping; writing the checkpoint");
              try {
                finished.await(MINUTES_TO_FINISH, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-signal");
  }

  /** Listens until it is closed. */
  static StopSignal install(AtomicBoolean stop, TrainingConsole console) {
    StopSignal signal = new StopSignal(stop, console);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is running and will return now.
      assert !hook.isInterrupted();
    }
  }
}
