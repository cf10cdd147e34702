package org.showtell.cluster.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.input.FailureReason;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.encoder.weights.ContentHash;

/**
 * Captions the videos of a task one by one, those in archives too. FFmpeg needs a file that it can
 * go back in: each is copied to this machine's disk, and removed before the next one comes.
 */
final class TaskVideos {
  private final TaskCaptioner captioner;
  private final JobOptions options;
  private final RecordRows rows;
  private final Configuration hadoop;
  private final RecordStream.Sink sink;
  private volatile boolean stopped;
  private volatile VideoPipeline current;
  private long captioned;
  private long unreadable;
  private long undecodable;
  private long crashed;
  private long unchanged;

  TaskVideos(
      TaskCaptioner captioner,
      JobOptions options,
      RecordRows rows,
      Configuration hadoop,
      RecordStream.Sink sink) {
    this.captioner = captioner;
    this.options = options;
    this.rows = rows;
    this.hadoop = hadoop;
    this.sink = sink;
  }

  /** A video, or all of an archive. */
  void caption(MediaFile file) throws IOException {
    InputStream in;
    try {
      in = PhotoEntries.open(file, hadoop);
    } catch (IOException e) {
      failUnread(file, file.path(), e);
      return;
    }
    try (in) {
      if (file.kind() == MediaFile.Kind.ARCHIVE) {
        ArchivePhotos.forEachVideo(
            file.path(), in, (name, content) -> caption(file, name, content));
      } else {
        caption(file, file.path(), in);
      }
    }
  }

  private void caption(MediaFile file, String name, InputStream content) throws IOException {
    if (stopped) {
      return;
    }
    if (captioner.guard().isSuspect(name)) {
      crashed++;
      fail(name, TaskCaptioner.CrashException.MESSAGE, new RecordRows.Origin(file, null));
      return;
    }
    Path folder = Files.createTempDirectory("showtell-video");
    Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    captioner.guard().begin(name);
    try {
      caption(file, name, content, copy);
    } finally {
      captioner.guard().end();
      Files.deleteIfExists(copy);
      Files.deleteIfExists(folder);
    }
  }

  private void caption(MediaFile file, String name, InputStream content, Path copy)
      throws IOException {
    String sha256;
    try {
      Files.copy(content, copy);
      sha256 = ContentHash.sha256(copy);
    } catch (IOException e) {
      failUnread(file, name, e);
      return;
    }
    if (file.known().contains(MediaFile.identity(name, sha256))) {
      unchanged++;
      return;
    }
    VideoOptions wanted = options.videos().options(options.captions(), options.batchSize());
    current = new VideoPipeline(captioner.frames(), wanted, VideoPreviews.NONE);
    if (!stopped) {
      current.run(List.of(copy.toString()), new CueSink(name, new RecordRows.Origin(file, sha256)));
    }
  }

  private void failUnread(MediaFile file, String path, IOException e) {
    unreadable++;
    fail(path, FailureReason.of(e), new RecordRows.Origin(file, null));
  }

  private void fail(String path, String error, RecordRows.Origin origin) {
    CaptionRecord record = CaptionRecord.failed(path, captioner.model(), error);
    sink.accept(rows.photo(record, RecordRows.Beside.NONE, origin));
  }

  void stop() {
    stopped = true;
    VideoPipeline video = current;
    if (video != null) {
      video.stop();
    }
  }

  /** On the task's own thread, which the accumulators are for. */
  void count(JobMetrics metrics) {
    metrics.videos().add(captioned);
    metrics.unreadable().add(unreadable);
    metrics.undecodable().add(undecodable);
    metrics.crashed().add(crashed);
    metrics.unchanged().add(unchanged);
  }

  private final class CueSink implements VideoSink {
    private final String path;
    private final RecordRows.Origin origin;

    CueSink(String path, RecordRows.Origin origin) {
      this.path = path;
      this.origin = origin;
    }

    @Override
    public void begin(String file, Optional<Duration> duration) {}

    @Override
    public void cue(VideoCue cue) {
      PhotoCaptions captions = new PhotoCaptions(List.of(cue.caption()), cue.keywords());
      CaptionRecord record =
          CaptionRecord.captioned(path, captions, captioner.model(), ScoreFloor.NONE);
      sink.accept(rows.part(record, seconds(cue.start()), seconds(cue.end()), origin));
    }

    @Override
    public void summary(VideoCue whole) {}

    @Override
    public void end(VideoOutcome outcome) {
      if (outcome.isFailed()) {
        undecodable++;
        fail(path, outcome.error().orElseThrow(), origin);
      } else {
        captioned++;
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
