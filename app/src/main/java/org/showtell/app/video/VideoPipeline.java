package org.showtell.app.video;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.caption.ModelBatch;

/**
 * Runs videos through a model: frames are read and preprocessed on a thread beside it and captioned
 * in batches, which may hold frames of several short videos. Results come strictly in order.
 *
 * <p>A video that cannot be read is one failure, and one that is damaged is captioned up to the
 * damage; the run continues. Memory does not depend on the videos' number or length.
 */
public final class VideoPipeline {
  /** A batch that does not fill for this long is captioned as it is. */
  private static final long PATIENCE_MILLIS = 2_000;

  private final FrameCaptioner captioner;
  private final VideoOptions options;
  private final VideoPreviews previews;
  private final VideoTimes times = new VideoTimes();
  private volatile boolean stopped;

  /**
   * @param captioner not closed by the pipeline
   */
  public VideoPipeline(FrameCaptioner captioner, VideoOptions options, VideoPreviews previews) {
    this.captioner = Objects.requireNonNull(captioner, "captioner");
    this.options = Objects.requireNonNull(options, "options");
    this.previews = Objects.requireNonNull(previews, "previews");
  }

  /**
   * Captions everything, or until {@link #stop} is called.
   *
   * @param sink called on this thread
   * @return whether all videos were read to their end and none was left out
   * @throws IOException if the sink cannot save a result
   */
  public boolean run(List<String> paths, VideoSink sink) throws IOException {
    VideoCaptioning captioning = new VideoCaptioning(captioner, options, times, sink);
    List<VideoLoader.Event> batch = new ArrayList<>();
    int frames = 0;
    try (VideoLoader loader = new VideoLoader(paths, captioner, options, previews, times)) {
      while (!stopped) {
        VideoLoader.Event next = loader.next(PATIENCE_MILLIS);
        if (next instanceof VideoLoader.Broken broken) {
          throw new IllegalStateException("reading videos broke off", broken.cause());
        }
        boolean done = next instanceof VideoLoader.Done;
        if (next != null && !done) {
          batch.add(next);
          frames += next instanceof VideoLoader.Frame ? 1 : 0;
        }
        if (next == null || done || frames == 0 || frames == options.batchSize()) {
          handOn(batch, captioning);
          frames = 0;
        }
        if (done) {
          return captioning.isAllDone();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    captioning.breakOff();
    return false;
  }

  /** Where the time went. */
  public VideoTimes times() {
    return times;
  }

  /** Ends the run early, from any thread, once the batch that the model is at is finished. */
  public void stop() {
    stopped = true;
  }

  /** Whether it was asked to end early. */
  public boolean isStopped() {
    return stopped;
  }

  private void handOn(List<VideoLoader.Event> batch, VideoCaptioning captioning)
      throws IOException {
    List<float[]> pixels =
        batch.stream()
            .filter(VideoLoader.Frame.class::isInstance)
            .map(event -> ((VideoLoader.Frame) event).pixels())
            .toList();
    Iterator<ModelBatch.Outcome<VideoCaptioning.CaptionedFrame>> outcomes =
        ModelBatch.run(pixels, captioning::describe).iterator();
    for (VideoLoader.Event event : batch) {
      if (event instanceof VideoLoader.Begun begun) {
        captioning.begin(begun.path(), begun.duration());
      } else if (event instanceof VideoLoader.Frame frame) {
        captioning.frame(frame, outcomes.next());
      } else if (event instanceof VideoLoader.Over over) {
        captioning.end(over.end(), over.skipped(), over.error());
      }
    }
    batch.clear();
  }
}
