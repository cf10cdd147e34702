package org.showtell.app.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.showtell.app.input.LoadedPhoto;

/**
 * Encodes a batch on a thread of its own while the batch before it is described: the search's steps
 * are small and leave one of two cores idle. Closing waits for the batch that is being encoded,
 * since the model may be closed next.
 */
final class ReadAheadEncoder implements AutoCloseable {
  private final FrameCaptioner captioner;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread encoder = new Thread(task, "showtell-encoder");
            encoder.setDaemon(true);
            return encoder;
          });

  ReadAheadEncoder(FrameCaptioner captioner) {
    this.captioner = captioner;
  }

  /** A batch whose features are there, or on their way. */
  static final class Encoded {
    private final List<LoadedPhoto> batch;
    private final Future<List<ModelBatch.Outcome<float[]>>> features;

    private Encoded(List<LoadedPhoto> batch, Future<List<ModelBatch.Outcome<float[]>>> features) {
      this.batch = batch;
      this.features = features;
    }

    /** All of it, photos that could not be read included. */
    List<LoadedPhoto> batch() {
      return batch;
    }

    /** Features of the photos that have pixels, or why there are none. */
    List<ModelBatch.Outcome<float[]>> features() throws InterruptedException {
      try {
        return features.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Begins a batch; null if it is empty. */
  Encoded begin(List<LoadedPhoto> batch) {
    if (batch.isEmpty()) {
      return null;
    }
    List<float[]> pixels = new ArrayList<>();
    for (LoadedPhoto photo : batch) {
      if (photo.hasPixels()) {
        pixels.add(photo.pixels());
      }
    }
    return new Encoded(
        List.copyOf(batch), thread.submit(() -> ModelBatch.run(pixels, captioner::features)));
  }

  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
