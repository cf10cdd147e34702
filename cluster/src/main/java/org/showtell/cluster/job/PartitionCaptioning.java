package org.showtell.cluster.job;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionSink;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.Preview;

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
    private volatile TaskVideos videos;
    private volatile boolean stopped;
    private long captioned;
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
        videos = new TaskVideos(captioner, options, rows, hadoop.value().value(), sink);
        for (MediaFile file : found.videos()) {
          if (!stopped) {
            videos.caption(file);
          }
        }
      }
    }

    void stop() {
      stopped = true;
      photos.stop();
      TaskVideos current = videos;
      if (current != null) {
        current.stop();
      }
    }

    /** On the task's own thread, which the accumulators are for. */
    void count() {
      metrics.photos().add(captioned);
      metrics.unreadable().add(unreadable);
      metrics.undecodable().add(undecodable);
      metrics.crashed().add(crashed);
      metrics.unchanged().add(unchanged);
      if (videos != null) {
        videos.count(metrics);
      }
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
  }
}
