package org.showtell.cluster.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that one half of a model runs on, for all tasks of the process. The engine keeps
 * helper threads and memory for each thread that calls it, and tasks have threads that come and go.
 */
final class ModelThread {
  private final ExecutorService thread;

  ModelThread(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread daemon = new Thread(work, name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Waits for its turn and for the result; what the work throws is thrown here. */
  <T> T run(Supplier<T> work) {
    try {
      return thread.submit(work::get).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the task was stopped");
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the process is ending", e);
    }
  }

  /** Waits for the work at hand; there is no more after it. */
  void end() {
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
