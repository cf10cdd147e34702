package org.showtell.app.caption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.showtell.app.caption.ModelBatch.Outcome;
import org.showtell.app.caption.StageTimes.Stage;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.input.ReadAhead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs images through a model: reading and decoding on several threads beside it, batches in, and
 * results out strictly in input order. A batch is encoded while the one before it is decoded into
 * words: the search's steps are small and leave one of two cores idle.
 *
 * <p>One bad file is one failed record, whatever it breaks; the rest goes on. A batch that fails as
 * a whole is tried again image by image. Memory depends on the batch size and the number of
 * threads, not on the number of images.
 */
public final class PhotoPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoPipeline.class);

  /**
   * A batch is captioned before it is full when no further input is found for this long: a list
   * that grows on stdin gets its results, and a walk over folders always fills its batches.
   */
  private static final long PATIENCE_MILLIS = 200;

  /** Failed and ignored inputs wait for their batch too; not more than this many for each image. */
  private static final int ENTRIES_PER_PHOTO = 4;

  private final PhotoCaptioner captioner;
  private final Config config;
  private final Preview.Maker previews;
  private final ScoreFloor floor;
  private final StageTimes times = new StageTimes();
  private volatile boolean stopped;
  private String burst; // path of the image that captions are repeated for

  /**
   * How much is done at once.
   *
   * @param threads that read and decode images beside the model, at least 1
   * @param batchSize images that the model gets at once, at least 1
   * @param firstBatch images in the first batch, at most batchSize; each is twice as large as the
   *     one before it, up to batchSize: whoever waits for captions soon sees some
   */
  public record Config(int threads, int batchSize, int firstBatch) {
    private static final int MOST_DEFAULT_THREADS = 8;

    public Config {
      if (threads < 1) {
        throw new IllegalArgumentException("threads must be at least 1, but got " + threads);
      }
      if (batchSize < 1) {
        throw new IllegalArgumentException("batchSize must be at least 1, but got " + batchSize);
      }
      if (firstBatch < 1 || firstBatch > batchSize) {
        throw new IllegalArgumentException(
            "firstBatch must be from 1 to batchSize, " + batchSize + ", but got " + firstBatch);
      }
    }

    /** All batches of one size. */
    public Config(int threads, int batchSize) {
      this(threads, batchSize, batchSize);
    }

    /** The same, beginning with a batch of one. */
    public Config soon() {
      return new Config(threads, batchSize, 1);
    }

    /** A thread for each core, at most 8, and batches of 8. */
    public static Config defaults() {
      int cores = Runtime.getRuntime().availableProcessors();
      return new Config(Math.min(cores, MOST_DEFAULT_THREADS), 8);
    }

    /** Inputs that wait, read or being read, for the model: it never waits for a thread. */
    int waiting() {
      return batchSize + 2 * threads;
    }
  }

  /**
   * An input after the reading threads have done their part.
   *
   * @param pixels [H,W,3]; null where there is nothing to caption
   * @param error why there are no pixels; null where there are, and for an ignored input
   */
  private record Loaded(
      InputEntry entry, float[] pixels, Optional<Preview> preview, String error) {}

  /** A batch, inputs without pixels included, and the features of those that have some. */
  private record Encoded(List<Loaded> batch, Future<List<Outcome<float[]>>> features) {}

  /**
   * A pipeline that does not close its parts.
   *
   * @param previews makes the small images that come with the results
   * @param floor captions below it are left out and counted
   */
  public PhotoPipeline(
      PhotoCaptioner captioner, Config config, Preview.Maker previews, ScoreFloor floor) {
    this.captioner = Objects.requireNonNull(captioner, "captioner");
    this.config = Objects.requireNonNull(config, "config");
    this.previews = Objects.requireNonNull(previews, "previews");
    this.floor = Objects.requireNonNull(floor, "floor");
  }

  /**
   * Captions everything, or until {@link #stop} is called.
   *
   * @param inputs walked lazily, on a thread of its own
   * @param sink called on this thread
   * @throws IOException if the sink cannot save a result
   */
  public PipelineSummary run(Iterator<? extends InputEntry> inputs, CaptionSink sink)
      throws IOException {
    PipelineSummary.Counter counter = new PipelineSummary.Counter(sink, times);
    List<Loaded> batch = new ArrayList<>();
    int photos = 0;
    int size = config.firstBatch();
    Encoded waiting = null;
    ExecutorService encoder =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "showtell-encoder");
              thread.setDaemon(true);
              return thread;
            });
    try (ReadAhead<Loaded> loader =
        new ReadAhead<>(inputs, this::load, config.threads(), config.waiting())) {
      while (!stopped) {
        boolean found = loader.await(PATIENCE_MILLIS);
        boolean photo = found && loader.hasNext();
        if (photo) {
          batch.add(next(loader));
          photos += batch.get(batch.size() - 1).pixels() == null ? 0 : 1;
        }
        boolean full =
            photos == 0 || photos == size || batch.size() >= config.batchSize() * ENTRIES_PER_PHOTO;
        if (!stopped && (full || !photo)) {
          Encoded begun = batch.isEmpty() ? null : encode(List.copyOf(batch), encoder);
          handOn(waiting, counter);
          waiting = begun;
          batch.clear();
          photos = 0;
          size = Math.min(2 * size, config.batchSize());
        }
        if (!stopped && !photo) {
          handOn(waiting, counter);
          waiting = null;
        }
        if (found && !photo) {
          return counter.summary(stopped);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finish(encoder);
    }
    return counter.summary(true);
  }

  /** Where the time went. */
  public StageTimes times() {
    return times;
  }

  /**
   * Ends the run early, from any thread: the batch that is being described is finished and handed
   * on. The one that is encoded meanwhile is not described, and nothing after it is begun.
   */
  public void stop() {
    stopped = true;
  }

  // An image that breaks the decoder, or is too large for the memory, is that image's problem.
  // Other errors, such as a native library that does not load, are everyone's and end the run.
  private Loaded load(InputEntry entry) {
    if (!(entry instanceof PhotoInput photo)) {
      String error = entry instanceof FailedInput failed ? failed.error() : null;
      return new Loaded(entry, null, Optional.empty(), error);
    }
    try {
      byte[] content = times.time(Stage.READ, photo.content()::read);
      float[] pixels = captioner.preprocess(content, photo.path(), times);
      return new Loaded(photo, pixels, preview(content, photo), null);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.debug("{}", photo.path(), e);
      return new Loaded(photo, null, Optional.empty(), FailureReason.of(e));
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

  private static Loaded next(ReadAhead<Loaded> loader) throws InterruptedException {
    try {
      return loader.next();
    } catch (ExecutionException e) {
      throw unexpected(e);
    }
  }

  private Encoded encode(List<Loaded> batch, ExecutorService encoder) {
    List<float[]> pixels = batch.stream().map(Loaded::pixels).filter(Objects::nonNull).toList();
    return new Encoded(
        batch,
        encoder.submit(
            () -> times.time(Stage.ENCODE, () -> ModelBatch.run(pixels, captioner::features))));
  }

  private void handOn(Encoded encoded, PipelineSummary.Counter counter)
      throws IOException, InterruptedException {
    if (encoded == null) {
      return;
    }
    Iterator<Outcome<PhotoCaptions>> results;
    try {
      List<Outcome<float[]>> features = encoded.features().get();
      results =
          times.time(Stage.SEARCH, () -> ModelBatch.then(features, captioner::decode)).iterator();
    } catch (ExecutionException e) {
      throw unexpected(e);
    }
    for (Loaded photo : encoded.batch()) {
      if (photo.pixels() != null) {
        counter.accept(captioned(photo, results.next(), counter));
      } else if (photo.entry() instanceof IgnoredInput ignored) {
        counter.ignored(ignored);
      } else {
        counter.accept(failed(photo, photo.error()));
      }
    }
  }

  private static IllegalStateException unexpected(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }

  private CaptionedPhoto captioned(
      Loaded photo, Outcome<PhotoCaptions> outcome, PipelineSummary.Counter counter) {
    if (outcome.error() != null) {
      return failed(photo, outcome.error());
    }
    PhotoCaptions captions = outcome.result();
    CaptionRecord record =
        CaptionRecord.captioned(photo.entry().path(), captions, captioner.model(), floor);
    if (captions.repeated()) {
      record = record.withBurstOf(burst);
    } else {
      burst = record.path();
    }
    counter.leftOut(captions.captions().size() - record.captions().size());
    return new CaptionedPhoto(record, Optional.of((PhotoInput) photo.entry()), photo.preview());
  }

  private CaptionedPhoto failed(Loaded photo, String error) {
    return new CaptionedPhoto(
        CaptionRecord.failed(photo.entry().path(), captioner.model(), error),
        photo.entry() instanceof PhotoInput input ? Optional.of(input) : Optional.empty(),
        photo.preview());
  }

  /** Waits for the batch that is being encoded, since the model may be closed next. */
  private static void finish(ExecutorService encoder) {
    encoder.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = encoder.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
