package org.showtell.cluster.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;

/**
 * Features of many images for training on one machine: the executors write them as Parquet, the
 * driver puts them into a {@link FeatureStore} on its own disk.
 */
public final class FeatureJob {
  private final SparkSession session;
  private final ShippedEncoder encoder;
  private final int batchSize;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * What a job did.
   *
   * @param stored images with features
   * @param failed images that could not be read
   */
  public record Result(long stored, long failed) {}

  public FeatureJob(SparkSession session, ShippedEncoder encoder, int batchSize) {
    this.session = session;
    this.encoder = encoder;
    this.batchSize = batchSize;
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /** Writes the features of files as Parquet; what the parts have already is not done again. */
  public void encode(JavaRDD<MediaFile> files, String parts, long partitionBytes, boolean goesOn) {
    JavaRDD<MediaFile> missing =
        goesOn
            ? new EarlierRecords(session, new CaptionJob.Output(parts, "parquet", true))
                .missing(files)
            : files;
    JavaRDD<MediaFile> spread =
        ByteBalance.spread(missing, partitionBytes, session.sparkContext().defaultParallelism());
    session
        .createDataFrame(
            spread.mapPartitions(new PartitionEncoding(encoder, batchSize, hadoop)),
            FeatureRows.SCHEMA)
        .write()
        .mode(SaveMode.Append)
        .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
        .parquet(parts);
  }

  /**
   * Puts the parts into the store, one partition at a time in memory.
   *
   * @param stores the folder that {@code train caption --features} names
   */
  public Result store(String parts, Path stores, EncoderSpec spec, FeatureKind kind)
      throws IOException {
    Dataset<Row> rows = session.read().schema(FeatureRows.SCHEMA).parquet(parts);
    FeatureStoreKey key = FeatureStoreKey.of(spec, kind);
    long failed = 0;
    try (FeatureStore store =
        FeatureStore.create(FeatureExtraction.folder(stores, spec, kind), key, rows.count())) {
      Iterator<Row> all = rows.select(RecordRows.SHA256, FeatureRows.FEATURES).toLocalIterator();
      while (all.hasNext()) {
        Row row = all.next();
        if (row.isNullAt(1)) {
          failed++;
        } else {
          store.put(row.getString(0), FeatureRows.floats((byte[]) row.get(1)));
        }
      }
      return new Result(store.size(), failed);
    }
  }
}
