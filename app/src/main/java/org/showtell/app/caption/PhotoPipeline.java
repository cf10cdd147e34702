package org.showtell.app.caption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.input.IgnoredInput;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.LoadedPhoto;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PreviewMaker;

/**
 * Runs photos through a model: reading and decoding on several threads beside it, batches in, and
 * results out strictly in input order.
 *
 * <p>One bad file is one failed record, whatever it breaks; the rest goes on. A batch that fails as
 * a whole is tried again photo by photo. Memory depends on the batch size (one batch is described,
 * the next encoded) and the number of threads, not on the number of photos.
 */
public final class PhotoPipeline {
  /**
   * A batch is captioned before it is full when no further input is found for this long: a list
   * that grows on stdin gets its results, and a walk over folders always fills its batches.
   */
  private static final long PATIENCE_MILLIS = 200;

  /** Failed and ignored inputs wait for their batch too; not more than this many for each photo. */
  private static final int ENTRIES_PER_PHOTO = 4;

  private final PhotoCaptioner captioner;
  private final PipelineConfig config;
  private final PreviewMaker previews;
  private final ScoreFloor floor;
  private volatile boolean stopped;

  /**
   * @param captioner the model; not closed by the pipeline
   * @param config how much is done at once
   * @param previews makes the small pictures that come with the results
   */
  public PhotoPipeline(PhotoCaptioner captioner, PipelineConfig config, PreviewMaker previews) {
    this(captioner, config, previews, ScoreFloor.NONE);
  }

  /**
   * @param captioner the model; not closed by the pipeline
   * @param config how much is done at once
   * @param previews makes the small pictures that come with the results
   * @param floor captions below it are left out and counted
   */
  public PhotoPipeline(
      PhotoCaptioner captioner, PipelineConfig config, PreviewMaker previews, ScoreFloor floor) {
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
   * @return what was done
   * @throws IOException if the sink cannot save a result
   */
  public PipelineSummary run(Iterator<? extends InputEntry> inputs, CaptionSink sink)
      throws IOException {
    RunCounts counts = new RunCounts(sink);
    List<LoadedPhoto> batch = new ArrayList<>();
    int photos = 0;
    ReadAheadEncoder.Encoded waiting = null;
    try (ReadAheadEncoder encoder = new ReadAheadEncoder(captioner);
        PhotoLoader loader = new PhotoLoader(inputs, captioner, previews, config)) {
      while (!stopped) {
        PhotoLoader.Arrival next = loader.next(PATIENCE_MILLIS);
        if (next.isPhoto()) {
          batch.add(next.photo());
          photos += next.photo().hasPixels() ? 1 : 0;
        }
        boolean full =
            photos == 0
                || photos == config.batchSize()
                || batch.size() >= config.batchSize() * ENTRIES_PER_PHOTO;
        if (!stopped && (full || !next.isPhoto())) {
          ReadAheadEncoder.Encoded begun = encoder.begin(batch);
          handOn(waiting, counts);
          waiting = begun;
          batch.clear();
          photos = 0;
        }
        if (!stopped && !next.isPhoto()) {
          handOn(waiting, counts);
          waiting = null;
        }
        if (next.isEnd()) {
          return counts.summary(stopped);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return counts.summary(true);
  }

  /**
   * Ends the run early, from any thread: the batch that is being described is finished and handed
   * on. The one that is encoded meanwhile is not described, and nothing after it is begun.
   */
  public void stop() {
    stopped = true;
  }

  private void handOn(ReadAheadEncoder.Encoded encoded, RunCounts counts)
      throws IOException, InterruptedException {
    if (encoded == null) {
      return;
    }
    Iterator<ModelBatch.Outcome<PhotoCaptions>> results =
        ModelBatch.then(encoded.features(), captioner::describe).iterator();
    for (LoadedPhoto photo : encoded.batch()) {
      if (photo.hasPixels()) {
        counts.accept(captioned(photo, results.next(), counts));
      } else if (photo.entry() instanceof IgnoredInput ignored) {
        counts.ignored(ignored);
      } else {
        counts.accept(failed(photo, photo.error()));
      }
    }
  }

  private CaptionedPhoto captioned(
      LoadedPhoto photo, ModelBatch.Outcome<PhotoCaptions> result, RunCounts counts) {
    if (result.error() != null) {
      return failed(photo, result.error());
    }
    PhotoCaptions captions = result.result();
    CaptionRecord record =
        CaptionRecord.captioned(photo.entry().path(), captions, captioner.model(), floor);
    counts.leftOut(captions.captions().size() - record.captions().size());
    return new CaptionedPhoto(record, Optional.of((PhotoInput) photo.entry()), photo.preview());
  }

  private CaptionedPhoto failed(LoadedPhoto photo, String error) {
    return new CaptionedPhoto(
        CaptionRecord.failed(photo.entry().path(), captioner.model(), error),
        photo.entry() instanceof PhotoInput input ? Optional.of(input) : Optional.empty(),
        photo.preview());
  }
}
