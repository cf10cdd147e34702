package org.showtell.app.video;

import static org.showtell.app.video.VideoTimes.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.Preview;
import org.showtell.dataset.PathName;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;
import org.showtell.encoder.video.sampling.SampledFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads videos one after the other on a thread of its own, and hands on their frames, preprocessed.
 * The queue between is bounded, so that a slow model holds the reading back and memory stays flat.
 */
final class VideoLoader implements AutoCloseable {
  /** One thing that happens while videos are read, on its way from the reader to the model. */
  sealed interface Event {}

  /** A video was opened, or could not be: then its duration is empty too. */
  record Begun(String path, Optional<Duration> duration) implements Event {}

  /** A frame was chosen: where its part of the video begins, and its pixels [H,W,3]. */
  record Frame(Duration start, float[] pixels, Optional<Preview> preview) implements Event {}

  /**
   * A video is over.
   *
   * @param end where it ends, as far as it could be read
   * @param error what is missing and why; empty where nothing is
   */
  record Over(Duration end, long skipped, Optional<String> error) implements Event {}

  /** All videos are over. */
  record Done() implements Event {}

  /** The reader met an error that is not a video's. */
  record Broken(Throwable cause) implements Event {}

  private static final Logger LOG = LoggerFactory.getLogger(VideoLoader.class);

  private final FrameCaptioner captioner;
  private final VideoOptions options;
  private final VideoPreviews previews;
  private final VideoTimes times;
  private final BlockingQueue<Event> queue;
  private final Thread reader;
  private volatile boolean closed;

  VideoLoader(
      List<String> paths,
      FrameCaptioner captioner,
      VideoOptions options,
      VideoPreviews previews,
      VideoTimes times) {
    this.captioner = captioner;
    this.options = options;
    this.previews = previews;
    this.times = times;
    this.queue = new ArrayBlockingQueue<>(2 * options.batchSize());
    this.reader = new Thread(() -> readAll(paths), "showtell-video-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** What happens next; null where nothing has for a while. */
  Event next(long waitMillis) throws InterruptedException {
    return time(times.waiting, () -> queue.poll(waitMillis, TimeUnit.MILLISECONDS));
  }

  private void readAll(List<String> paths) {
    try {
      try {
        for (String path : paths) {
          if (closed) {
            return;
          }
          read(path);
        }
        queue.put(new Done());
      } catch (RuntimeException | Error e) {
        queue.put(new Broken(e));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody takes from the queue any more
    }
  }

  // What a video breaks is that video's failure. Other errors, such as a native library that does
  // not load, are everyone's and end the run.
  private void read(String path) throws InterruptedException {
    VideoReaderConfig config =
        new VideoReaderConfig(ImageReaderConfig.defaults(), options.threads())
            .withTarget(captioner.preprocessing());
    boolean begun = false;
    try (VideoReader video =
        time(times.decoding, () -> VideoReader.open(PathName.existing(path), config))) {
      queue.put(new Begun(path, video.info().duration()));
      begun = true;
      sample(video);
      queue.put(new Over(video.end(), video.skipped(), video.fault()));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.debug("{}", path, e);
      if (!begun) {
        queue.put(new Begun(path, Optional.empty()));
      }
      Throwable reason = e instanceof UncheckedIOException ? e.getCause() : e;
      queue.put(new Over(Duration.ZERO, 0, Optional.of(FailureReason.of(reason))));
    }
  }

  private void sample(VideoReader video) throws IOException, InterruptedException {
    Iterator<SampledFrame> frames = time(times.decoding, () -> options.sampler().sample(video));
    while (!closed && time(times.decoding, frames::hasNext)) {
      SampledFrame sample = frames.next();
      queue.put(time(times.preparing, () -> prepare(sample)));
    }
  }

  private Event prepare(SampledFrame sample) throws IOException {
    return new Frame(
        sample.start(),
        captioner.preprocess(sample.frame().image()),
        previews.preview(sample.frame().image()));
  }

  /** Stops the reader and waits until it has closed its video. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
