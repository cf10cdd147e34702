package org.showtell.cluster.job;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;

/**
 * Rows that a pipeline pushes, for Spark to pull: the pipeline runs on a thread of its own, a few
 * rows ahead.
 */
final class RecordStream implements Iterator<Row>, AutoCloseable {
  private static final int AHEAD = 32;

  /** Makes all rows; ends early, by {@link CancellationException}, where nobody wants them. */
  @FunctionalInterface
  interface Producer {
    void run(Sink sink) throws Exception;
  }

  /** Takes one row. */
  @FunctionalInterface
  interface Sink {
    void accept(Row row);
  }

  /** A row; or the end, with its cause if it is an early one. */
  private record Item(Row row, Throwable end) {}

  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(AHEAD);
  private final Runnable stop;
  private final Thread thread;
  private volatile boolean closed;
  private Item next;

  /**
   * @param stop asks the producer to end
   */
  RecordStream(Producer producer, Runnable stop, String name) {
    this.stop = stop;
    thread = new Thread(() -> produce(producer), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void produce(Producer producer) {
    Throwable end = null;
    try {
      producer.run(row -> put(new Item(row, null)));
    } catch (Throwable e) {
      end = e;
    }
    if (!closed) {
      put(new Item(null, end));
    }
  }

  private void put(Item item) {
    try {
      while (!items.offer(item, 100, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new CancellationException();
        }
      }
    } catch (InterruptedException e) {
      throw new CancellationException();
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        next = items.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the task was stopped", e);
      }
      if (next.end() != null) {
        throw new IllegalStateException(next.end());
      }
    }
    return next.row() != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next.row();
    next = null;
    return row;
  }

  /** Waits until the producer has ended: the model may be closed next. */
  @Override
  public void close() {
    closed = true;
    stop.run();
    items.clear();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
