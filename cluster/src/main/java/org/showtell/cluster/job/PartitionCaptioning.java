package org.showtell.cluster.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionSink;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.Preview;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.encoder.weights.ContentHash;

/**
 * Captions the files of a partition: its photos through the {@link PhotoPipeline} of the command
 * line, then its videos one by one. Memory depends on the batch size alone.
 */
final class PartitionCaptioning implements FlatMapFunction<Iterator<MediaFile>, Row> {
  private static final long serialVersionUID = 1;

  /** A task has one of the process's cores; the second thread waits for the file system. */
  private static final int READERS = 2;

  private final JobOptions options;
  private final RecordRows rows;
  private final JobMetrics metrics;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final String notes;

  /**
   * @param notes a folder for the notes of {@link CrashGuard}
   */
  PartitionCaptioning(
      JobOptions options,
      JobMetrics metrics,
      Broadcast<SerializableConfiguration> hadoop,
      String notes) {
    this.options = options;
    this.metrics = metrics;
    this.hadoop = hadoop;
    this.notes = notes;
    rows = new RecordRows(options.captions().keywords().areWanted(), options.extras());
  }

  @Override
  public Iterator<Row> call(Iterator<MediaFile> files) throws IOException {
    if (!files.hasNext()) {
      return List.<Row>of().iterator();
    }
    TaskContext context = TaskContext.get();
    CrashGuard guard =
        new CrashGuard(
            new Path(notes),
            hadoop.value().value(),
            context.partitionId(),
            context.attemptNumber());
    Task task = new Task(new TaskCaptioner(ExecutorModel.of(options.model()), options, guard));
    RecordStream stream =
        new RecordStream(
            sink -> task.run(files, sink), task::stop, "showtell-task-" + context.taskAttemptId());
    context.addTaskCompletionListener(
        ended -> {
          stream.close();
          task.count();
        });
    return stream;
  }

  /** One task's run; its thread is that of the {@link RecordStream}. */
  private final class Task {
    private final TaskCaptioner captioner;
    private final PhotoPipeline photos;
    private volatile boolean stopped;
    private volatile VideoPipeline video;
    private long captioned;
    private long videos;
    private long unreadable;
    private long undecodable;
    private long crashed;
    private long unchanged;
    private PhotoEntries entries;

    Task(TaskCaptioner captioner) {
      this.captioner = captioner;
      boolean careful = captioner.isGuarded();
      photos =
          new PhotoPipeline(
              captioner,
              new PhotoPipeline.Config(careful ? 1 : READERS, careful ? 1 : options.batchSize()),
              Preview.Maker.NONE,
              options.captions().floor());
    }

    void run(Iterator<MediaFile> files, RecordStream.Sink sink) throws IOException {
      try (PhotoEntries found = new PhotoEntries(files, hadoop.value().value())) {
        entries = found;
        photos.run(found, new PhotoSink(sink));
        for (MediaFile file : found.videos()) {
          if (!stopped) {
            caption(file, sink);
          }
        }
      }
    }

    void stop() {
      stopped = true;
      photos.stop();
      VideoPipeline current = video;
      if (current != null) {
        current.stop();
      }
    }

    /** On the task's own thread, which the accumulators are for. */
    void count() {
      metrics.photos().add(captioned);
      metrics.videos().add(videos);
      metrics.unreadable().add(unreadable);
      metrics.undecodable().add(undecodable);
      metrics.crashed().add(crashed);
      metrics.unchanged().add(unchanged);
      metrics.leftOut().add(entries == null ? 0 : entries.leftOut());
      metrics.readSeconds().add(captioner.readNanos.sum() / 1e9);
      metrics.encodeSeconds().add(captioner.encodeNanos.sum() / 1e9);
      metrics.decodeSeconds().add(captioner.decodeNanos.sum() / 1e9);
    }

    private void fail(CaptionRecord record, String sha256) {
      if (TaskCaptioner.CrashException.MESSAGE.equals(record.error())) {
        crashed++;
      } else if (sha256 == null) {
        unreadable++;
      } else {
        undecodable++;
      }
    }

    private final class PhotoSink implements CaptionSink {
      private final RecordStream.Sink sink;

      PhotoSink(RecordStream.Sink sink) {
        this.sink = sink;
      }

      @Override
      public void accept(CaptionedPhoto photo) {
        CaptionRecord record = photo.record();
        MediaFile file = entries.sourceOf(record.path());
        String sha256 =
            photo.photo().map(input -> ((HashedContent) input.content()).sha256()).orElse(null);
        RecordRows.Beside beside = RecordRows.Beside.NONE;
        if (record.isFailed()) {
          fail(record, sha256);
        } else {
          beside = captioner.nextBeside();
          captioned++;
        }
        sink.accept(rows.photo(record, beside, new RecordRows.Origin(file, sha256)));
      }

      @Override
      public void ignored(IgnoredInput input) {
        unchanged++;
      }
    }

    /** FFmpeg needs a file that it can go back in: a copy on this machine, removed afterwards. */
    private void caption(MediaFile file, RecordStream.Sink sink) throws IOException {
      java.nio.file.Path folder = Files.createTempDirectory("showtell-video");
      java.nio.file.Path copy = folder.resolve(new Path(file.path()).getName());
      try {
        String sha256;
        try (InputStream in = PhotoEntries.open(file, hadoop.value().value())) {
          Files.copy(in, copy);
          sha256 = ContentHash.sha256(copy);
        } catch (IOException e) {
          CaptionRecord record =
              CaptionRecord.failed(file.path(), captioner.model(), FailureReason.of(e));
          fail(record, null);
          sink.accept(
              rows.photo(record, RecordRows.Beside.NONE, new RecordRows.Origin(file, null)));
          return;
        }
        if (file.known().contains(MediaFile.identity(file.path(), sha256))) {
          unchanged++;
          return;
        }
        VideoOptions wanted = options.videos().options(options.captions(), options.batchSize());
        video = new VideoPipeline(captioner.frames(), wanted, VideoPreviews.NONE);
        if (!stopped) {
          video.run(List.of(copy.toString()), new CueSink(file, sha256, sink));
        }
      } finally {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(folder);
      }
    }

    private final class CueSink implements VideoSink {
      private final MediaFile file;
      private final RecordRows.Origin origin;
      private final RecordStream.Sink sink;

      CueSink(MediaFile file, String sha256, RecordStream.Sink sink) {
        this.file = file;
        origin = new RecordRows.Origin(file, sha256);
        this.sink = sink;
      }

      @Override
      public void begin(String path, Optional<Duration> duration) {}

      @Override
      public void cue(VideoCue cue) {
        PhotoCaptions captions = new PhotoCaptions(List.of(cue.caption()), cue.keywords());
        CaptionRecord record =
            CaptionRecord.captioned(file.path(), captions, captioner.model(), ScoreFloor.NONE);
        sink.accept(rows.part(record, seconds(cue.start()), seconds(cue.end()), origin));
      }

      @Override
      public void summary(VideoCue whole) {}

      @Override
      public void end(VideoOutcome outcome) {
        if (outcome.isFailed()) {
          undecodable++;
          String error = outcome.error().orElseThrow();
          CaptionRecord record = CaptionRecord.failed(file.path(), captioner.model(), error);
          sink.accept(rows.photo(record, RecordRows.Beside.NONE, origin));
        } else {
          videos++;
        }
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
