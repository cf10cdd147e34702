package org.showtell.cluster.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.showtell.app.features.FeatureExporter;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.PhotoInput;
import org.showtell.encoder.VisualFeatures;

/** The features of the photos of a partition's files. Videos are left out. */
final class PartitionEncoding implements FlatMapFunction<Iterator<MediaFile>, Row> {
  private static final long serialVersionUID = 1;

  private final ShippedEncoder encoder;
  private final int batchSize;
  private final Broadcast<SerializableConfiguration> hadoop;

  PartitionEncoding(
      ShippedEncoder encoder, int batchSize, Broadcast<SerializableConfiguration> hadoop) {
    this.encoder = encoder;
    this.batchSize = batchSize;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(Iterator<MediaFile> files) throws IOException {
    if (!files.hasNext()) {
      return List.<Row>of().iterator();
    }
    TaskContext context = TaskContext.get();
    FeatureExporter exporter = new FeatureExporter(encoder.open(), encoder.kind(), batchSize);
    RecordStream stream =
        new RecordStream(
            sink -> encode(files, exporter, sink),
            () -> {},
            "showtell-task-" + context.taskAttemptId());
    context.addTaskCompletionListener((TaskCompletionListener) ended -> stream.close());
    return stream;
  }

  private void encode(Iterator<MediaFile> files, FeatureExporter exporter, RecordStream.Sink sink)
      throws IOException {
    Map<String, HashedContent> contents = new ConcurrentHashMap<>();
    try (PhotoEntries entries = new PhotoEntries(files, hadoop.value().value())) {
      exporter.run(
          new Iterator<InputEntry>() {
            @Override
            public boolean hasNext() {
              return entries.hasNext();
            }

            @Override
            public InputEntry next() {
              InputEntry entry = entries.next();
              if (entry instanceof PhotoInput photo) {
                contents.put(entry.path(), (HashedContent) photo.content());
              }
              return entry;
            }
          },
          new FeatureExporter.Sink() {
            @Override
            public void write(List<String> paths, VisualFeatures features) {
              int length = features.values().length / paths.size();
              for (int i = 0; i < paths.size(); i++) {
                String path = paths.get(i);
                float[] one = Arrays.copyOfRange(features.values(), i * length, (i + 1) * length);
                String sha256 = contents.remove(path).sha256();
                sink.accept(FeatureRows.row(path, entries.sourceOf(path), sha256, one, null));
              }
            }

            @Override
            public void failed(String path, String error) {
              contents.remove(path);
              sink.accept(FeatureRows.row(path, entries.sourceOf(path), null, null, error));
            }
          });
    }
  }
}
