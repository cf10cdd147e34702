package org.showtell.cluster.job;

import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The job: files into records, written by Spark as they are done.
 *
 * <p>Each task writes one file, which it moves into place when the task is whole (the second
 * algorithm of Hadoop's committer). What a job that is killed leaves is therefore whole tasks, and
 * the next run does the rest. No record is there twice: a task that is run again replaces its file.
 */
public final class CaptionJob {
  /** A folder below the output for notes; Spark does not read names with an underscore. */
  private static final String NOTES = "_showtell";

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final JobOptions options;
  private final JobMetrics metrics;

  /**
   * Where records go.
   *
   * @param path a folder
   * @param format {@code parquet} or {@code json}
   * @param goesOn whether what is there is kept and not done again
   */
  public record Output(String path, String format, boolean goesOn) {
    public Output {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(format, "format");
    }
  }

  public CaptionJob(SparkSession session, JobOptions options) {
    this.session = session;
    this.options = options;
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    metrics = JobMetrics.of(session.sparkContext());
  }

  /** What was done so far. */
  public JobMetrics metrics() {
    return metrics;
  }

  /** Whether there is something at a place. */
  public static boolean exists(Configuration hadoop, String path) throws IOException {
    Path place = new Path(path);
    return place.getFileSystem(hadoop).exists(place);
  }

  /**
   * Captions files and writes their records.
   *
   * @param partitionBytes about how many bytes of files a task has
   */
  public void run(JavaRDD<MediaFile> files, Output output, long partitionBytes) throws IOException {
    Path notes = new Path(output.path(), NOTES);
    FileSystem target = notes.getFileSystem(hadoop.value().value());
    target.delete(notes, true);
    boolean more = output.goesOn() && hasRecords(target, new Path(output.path()));
    JavaRDD<MediaFile> missing = more ? new EarlierRecords(session, output).missing(files) : files;
    missing = missing.persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      JavaRDD<MediaFile> spread =
          ByteBalance.spread(missing, partitionBytes, spark.defaultParallelism());
      records(spread, notes.toString())
          .write()
          .mode(SaveMode.Append)
          .format(output.format())
          .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
          .option("ignoreNullFields", "false")
          .save(output.path());
    } finally {
      missing.unpersist(false);
      target.delete(notes, true);
    }
  }

  private static boolean hasRecords(FileSystem files, Path output) throws IOException {
    if (!files.exists(output)) {
      return false;
    }
    return files.listStatus(output, path -> path.getName().startsWith("part-")).length > 0;
  }

  /** The records of files, without writing them. */
  public Dataset<Row> records(JavaRDD<MediaFile> files, String notes) {
    RecordRows rows = new RecordRows(options.captions().keywords().areWanted(), options.extras());
    JavaRDD<Row> records =
        files.mapPartitions(new PartitionCaptioning(options, metrics, hadoop, notes));
    return session.createDataFrame(records, rows.schema());
  }
}
