package org.showtell.app.caption;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.showtell.app.input.FailedInput;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.IgnoredInput;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.LoadedPhoto;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.input.PreviewMaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the inputs on one thread, reads and decodes them on several, and hands them on in order.
 * The queue between is bounded, so that a slow model holds the walk back and memory stays flat.
 */
final class PhotoLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoLoader.class);
  private static final long CLOSE_SECONDS = 5;

  private final PhotoCaptioner captioner;
  private final PreviewMaker previews;
  private final BlockingQueue<Optional<Future<LoadedPhoto>>> queue;
  private final ExecutorService workers;
  private final Thread walker;
  private volatile boolean closed;

  PhotoLoader(
      Iterator<? extends InputEntry> inputs,
      PhotoCaptioner captioner,
      PreviewMaker previews,
      PipelineConfig config) {
    this.captioner = captioner;
    this.previews = previews;
    this.queue = new ArrayBlockingQueue<>(config.waiting());
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            config.threads(), task -> daemon(task, "showtell-reader-" + number.incrementAndGet()));
    this.walker = daemon(() -> walk(inputs), "showtell-walker");
    walker.start();
  }

  /** What {@link #next} found: an input, none yet, or the end. */
  record Arrival(LoadedPhoto photo, boolean isEnd) {
    private static final Arrival NOTHING_YET = new Arrival(null, false);
    private static final Arrival END = new Arrival(null, true);

    boolean isPhoto() {
      return photo != null;
    }
  }

  /**
   * The next input in order, decoded.
   *
   * @param waitMillis how long to wait for the walk to find one; decoding is always waited for
   * @throws InterruptedException if the calling thread is
   */
  Arrival next(long waitMillis) throws InterruptedException {
    Optional<Future<LoadedPhoto>> head = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (head == null) {
      return Arrival.NOTHING_YET;
    }
    if (head.isEmpty()) {
      return Arrival.END;
    }
    try {
      return new Arrival(head.get().get(), false);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("the walk over the files broke off", e.getCause());
    }
  }

  private void walk(Iterator<? extends InputEntry> inputs) {
    try {
      try {
        while (!closed && inputs.hasNext()) {
          queue.put(Optional.of(submit(inputs.next())));
        }
      } catch (RuntimeException | Error e) {
        queue.put(Optional.of(CompletableFuture.failedFuture(e)));
      }
      queue.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody takes from the queue any more
    }
  }

  private Future<LoadedPhoto> submit(InputEntry entry) {
    if (entry instanceof PhotoInput photo) {
      return workers.submit(() -> load(photo));
    }
    return CompletableFuture.completedFuture(
        entry instanceof FailedInput failed
            ? LoadedPhoto.failed(failed, failed.error())
            : LoadedPhoto.ignored((IgnoredInput) entry));
  }

  // A photo that breaks the decoder, or is too large for the memory, is that photo's problem. Other
  // errors, such as a native library that does not load, are everyone's and end the run.
  private LoadedPhoto load(PhotoInput photo) {
    try {
      byte[] content = photo.content().read();
      float[] pixels = captioner.preprocess(content, photo.path());
      return LoadedPhoto.ready(photo, pixels, preview(content, photo));
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.debug("{}", photo.path(), e);
      return LoadedPhoto.failed(photo, FailureReason.of(e));
    }
  }

  private Optional<Preview> preview(byte[] content, PhotoInput photo) {
    try {
      return previews.preview(content, photo.path());
    } catch (IOException | RuntimeException e) {
      LOG.debug("no preview of {}", photo.path(), e);
      return Optional.empty();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Stops the threads; a walk that waits for a line on stdin is left to end with the program. */
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
