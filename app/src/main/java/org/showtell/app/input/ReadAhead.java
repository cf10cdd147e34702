package org.showtell.app.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads items ahead of their consumer: one thread walks the source, several threads work on what it
 * finds, and the results come in the order of the source.
 *
 * <p>The queue between is bounded, so that a slow consumer holds the walk back and memory stays
 * flat. What the work on an item throws is thrown by {@link #next} in that item's place; the items
 * after it are unharmed. Consumed by one thread.
 *
 * @param <T> a result
 */
public final class ReadAhead<T> implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final BlockingQueue<Optional<Future<T>>> queue; // ends with an empty one
  private final ExecutorService workers;
  private final Thread walker;
  private volatile boolean closed;
  private volatile Throwable broken; // what the source threw, set before the queue ends
  private Optional<Future<T>> head; // taken from the queue and not handed on yet, or null

  /** The work on one item; called from several threads at once. */
  @FunctionalInterface
  public interface Work<S, T> {
    /** Makes an item's result. */
    T apply(S item) throws Exception;
  }

  /**
   * Starts the threads.
   *
   * @param source walked on a thread of its own, so it may block
   * @param threads that work on the items, at least 1
   * @param ahead items that wait for the consumer, done or in work, at least 1
   */
  public <S> ReadAhead(Iterator<? extends S> source, Work<S, T> work, int threads, int ahead) {
    queue = new ArrayBlockingQueue<>(ahead);
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            threads, task -> daemon(task, "showtell-reader-" + number.incrementAndGet()));
    walker = daemon(() -> walk(source, work), "showtell-walker");
    walker.start();
  }

  private <S> void walk(Iterator<? extends S> source, Work<S, T> work) {
    try {
      try {
        while (!closed && source.hasNext()) {
          S item = source.next();
          queue.put(Optional.of(workers.submit(() -> work.apply(item))));
        }
      } catch (RuntimeException | Error e) {
        broken = e;
      }
      queue.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody takes from the queue any more
    }
  }

  /**
   * Waits for the walk to find an item or its end.
   *
   * @return whether it has within this time
   */
  public boolean await(long millis) throws InterruptedException {
    head = head == null ? queue.poll(millis, TimeUnit.MILLISECONDS) : head;
    return head != null;
  }

  /**
   * Whether there is another item; waits until the walk has found one or its end.
   *
   * @throws IllegalStateException if the source broke off
   */
  public boolean hasNext() throws InterruptedException {
    head = head == null ? queue.take() : head;
    if (head.isEmpty() && broken != null) {
      if (broken instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("the walk over the inputs broke off", broken);
    }
    return head.isPresent();
  }

  /**
   * The next result in order, which is waited for.
   *
   * @throws ExecutionException with what the work on the item threw
   */
  public T next() throws InterruptedException, ExecutionException {
    if (!hasNext()) {
      throw new NoSuchElementException("all items have been read");
    }
    Future<T> item = head.get();
    head = null;
    return item.get();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Stops the threads; a source that waits for a line on stdin is left to end with the program. */
  @Override
  public void close() {
    closed = true;
    walker.interrupt();
    workers.shutdownNow();
    try {
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
