package org.showtell.cluster.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the output of earlier runs has.
 *
 * <p>A file of the same path, length and time of change is done. One of the same path with another
 * length or time gets the hashes of what is known of it, and the task that reads it compares.
 */
final class EarlierRecords {
  private static final String KNOWN = "known";
  private static final String CONTENT = "content";
  private static final StructType FILES =
      new StructType()
          .add(RecordRows.SOURCE, DataTypes.StringType)
          .add(RecordRows.LENGTH, DataTypes.LongType)
          .add(RecordRows.MODIFIED, DataTypes.LongType);

  private final SparkSession session;
  private final Dataset<Row> records;

  EarlierRecords(SparkSession session, CaptionJob.Output output) {
    this.session = session;
    StructType columns =
        FILES
            .add(RecordRows.PATH, DataTypes.StringType)
            .add(RecordRows.SHA256, DataTypes.StringType);
    records = session.read().schema(columns).format(output.format()).load(output.path());
  }

  /** Of these files those that are not done. */
  JavaRDD<MediaFile> missing(JavaRDD<MediaFile> files) {
    Dataset<Row> listed =
        session.createDataFrame(
            files.map(EarlierRecords::row), FILES.add(CONTENT, DataTypes.BinaryType));
    Dataset<Row> done =
        records.select(RecordRows.SOURCE, RecordRows.LENGTH, RecordRows.MODIFIED).distinct();
    Dataset<Row> known =
        records
            .groupBy(col(RecordRows.SOURCE))
            .agg(
                collect_set(
                        concat(
                            col(RecordRows.PATH),
                            lit("\n"),
                            coalesce(col(RecordRows.SHA256), lit(""))))
                    .as(KNOWN));
    String[] identity = {RecordRows.SOURCE, RecordRows.LENGTH, RecordRows.MODIFIED};
    return listed
        .join(done, identity, "left_anti")
        .join(known, new String[] {RecordRows.SOURCE}, "left_outer")
        .javaRDD()
        .map(EarlierRecords::file);
  }

  // Bytes at hand are compared as such: without a time, a row equals none that is done.
  private static Row row(MediaFile file) {
    Long modified = file.content() == null ? file.modified() : null;
    return RowFactory.create(file.path(), file.length(), modified, file.content());
  }

  private static MediaFile file(Row row) {
    long modified = row.isNullAt(2) ? 0 : row.getLong(2);
    List<String> known = row.isNullAt(4) ? List.of() : row.getList(4);
    byte[] content = row.isNullAt(3) ? null : (byte[]) row.get(3);
    return new MediaFile(row.getString(0), row.getLong(1), modified, content, known);
  }
}
