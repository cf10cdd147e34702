package org.showtell.app.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Joins the images of all clients into batches. One thread encodes a batch while another describes
 * the batch before it; each step is called by one thread only.
 *
 * @param <O> options of an image; a batch is described by groups of equal options
 * @param <R> result of an image
 */
final class BatchQueue<O, R> implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final BlockingQueue<Job<O, R>> waiting;
  private final SynchronousQueue<Encoded<O, R>> encoded = new SynchronousQueue<>();
  private final Function<List<float[]>, List<float[]>> encode;
  private final BiFunction<List<float[]>, O, List<R>> describe;
  private final int batch;
  private final List<Thread> threads;
  private volatile boolean closed;
  private volatile boolean encoderDone;

  /**
   * A result with what it was made of.
   *
   * @param features of the image
   * @param value what was described
   */
  record Described<R>(float[] features, R value) {}

  // Either pixels, or features that need no encoder.
  private record Job<O, R>(
      float[] pixels, float[] features, O options, CompletableFuture<Described<R>> result) {}

  private record Encoded<O, R>(List<Job<O, R>> jobs, List<float[]> features) {}

  /**
   * Starts both threads.
   *
   * @param capacity images that may wait
   * @param batch images that are encoded together, at most
   * @param encode pixels of images to their features
   * @param describe features of images with equal options to their results
   */
  BatchQueue(
      int capacity,
      int batch,
      Function<List<float[]>, List<float[]>> encode,
      BiFunction<List<float[]>, O, List<R>> describe) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.batch = batch;
    this.encode = encode;
    this.describe = describe;
    this.threads =
        List.of(
            new Thread(this::encodeAll, "showtell-encoder"),
            new Thread(this::describeAll, "showtell-decoder"));
    threads.forEach(Thread::start);
  }

  /**
   * Takes an image in.
   *
   * @return its result, later
   * @throws QueueFullException if too many wait, or the server stops
   */
  CompletableFuture<Described<R>> submit(float[] pixels, O options) throws QueueFullException {
    return submit(pixels, null, options);
  }

  /** The same for features that are there already. */
  CompletableFuture<Described<R>> submitFeatures(float[] features, O options)
      throws QueueFullException {
    return submit(null, features, options);
  }

  private CompletableFuture<Described<R>> submit(float[] pixels, float[] features, O options)
      throws QueueFullException {
    CompletableFuture<Described<R>> result = new CompletableFuture<>();
    if (closed || !waiting.offer(new Job<>(pixels, features, options, result))) {
      throw new QueueFullException(closed);
    }
    return result;
  }

  /** Images that wait. */
  int size() {
    return waiting.size();
  }

  private void encodeAll() {
    List<Job<O, R>> jobs = new ArrayList<>();
    try {
      while (!closed || !waiting.isEmpty()) {
        Job<O, R> first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        jobs.add(first);
        waiting.drainTo(jobs, batch - 1);
        jobs.removeIf(job -> job.result().isDone()); // nobody waits for it any more
        if (!jobs.isEmpty()) {
          encode(List.copyOf(jobs));
        }
        jobs.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      encoderDone = true;
    }
  }

  // A batch that fails as a whole is tried again one by one: one bad image is one failure.
  private void encode(List<Job<O, R>> jobs) throws InterruptedException {
    List<float[]> features = new ArrayList<>();
    try {
      List<float[]> pixels = jobs.stream().map(Job::pixels).filter(Objects::nonNull).toList();
      Iterator<float[]> fresh = pixels.isEmpty() ? null : encode.apply(pixels).iterator();
      jobs.forEach(job -> features.add(job.pixels() == null ? job.features() : fresh.next()));
    } catch (RuntimeException | Error e) { // whatever it is, other clients' images go on
      if (jobs.size() == 1) {
        jobs.get(0).result().completeExceptionally(e);
        return;
      }
      for (Job<O, R> job : jobs) {
        encode(List.of(job));
      }
      return;
    }
    encoded.put(new Encoded<>(jobs, features));
  }

  private void describeAll() {
    try {
      while (true) {
        Encoded<O, R> next = encoded.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          describe(next);
        } else if (encoderDone) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void describe(Encoded<O, R> next) {
    List<Job<O, R>> jobs = next.jobs();
    boolean[] done = new boolean[jobs.size()];
    for (int i = 0; i < jobs.size(); i++) {
      if (done[i]) {
        continue;
      }
      List<Integer> group = new ArrayList<>();
      for (int j = i; j < jobs.size(); j++) {
        if (!done[j] && jobs.get(j).options().equals(jobs.get(i).options())) {
          done[j] = true;
          group.add(j);
        }
      }
      describe(jobs, next.features(), group);
    }
  }

  private void describe(List<Job<O, R>> jobs, List<float[]> features, List<Integer> group) {
    try {
      List<R> results =
          describe.apply(
              group.stream().map(features::get).toList(), jobs.get(group.get(0)).options());
      for (int i = 0; i < group.size(); i++) {
        int job = group.get(i);
        jobs.get(job).result().complete(new Described<>(features.get(job), results.get(i)));
      }
    } catch (RuntimeException | Error e) {
      if (group.size() == 1) {
        jobs.get(group.get(0)).result().completeExceptionally(e);
      } else {
        group.forEach(one -> describe(jobs, features, List.of(one)));
      }
    }
  }

  /** Finishes what was taken in, then ends both threads. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    waiting.forEach(job -> job.result().completeExceptionally(new QueueFullException(true)));
  }

  /** Too many images wait, or none is taken in any more. */
  static final class QueueFullException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean stopping;

    QueueFullException(boolean stopping) {
      super(
          stopping ? "the server stops" : "too many images wait; try again in a moment",
          null,
          false,
          false);
      this.stopping = stopping;
    }

    /** Whether waiting is of no use. */
    boolean isStopping() {
      return stopping;
    }
  }
}
