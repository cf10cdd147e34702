package org.showtell.cluster.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.output.caption.RecordJson;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Records as rows: the fields of {@code -f jsonl} in their order, then {@code start} and {@code
 * end} of a video's part in seconds, what was asked for beside the caption, and where the record
 * comes from.
 *
 * @param keywords whether there is a column of keywords
 * @param extras further columns
 */
record RecordRows(boolean keywords, JobOptions.Extras extras) implements Serializable {
  /** The file that was listed: the photo itself, or the archive that it is in. */
  static final String SOURCE = "source";

  static final String PATH = "path";
  static final String ERROR = "error";
  static final String LENGTH = "length";
  static final String MODIFIED = "modified";
  static final String SHA256 = "sha256";

  /** Where a record comes from; the hash is null where the bytes could not be read. */
  record Origin(MediaFile file, String sha256) {}

  /** What was asked for beside the caption; both null where there is none. */
  record Beside(float[] features, List<String> answers) {
    static final Beside NONE = new Beside(null, null);
  }

  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(PATH, DataTypes.StringType));
    fields.add(field("caption", DataTypes.StringType));
    fields.add(field("score", DataTypes.DoubleType));
    fields.add(field("captions", pairs("text", "score")));
    if (keywords) {
      fields.add(field("keywords", pairs("word", "probability")));
    }
    fields.add(field("model", DataTypes.StringType));
    fields.add(field(ERROR, DataTypes.StringType));
    fields.add(field("start", DataTypes.DoubleType));
    fields.add(field("end", DataTypes.DoubleType));
    if (extras.features()) {
      fields.add(field("features", DataTypes.createArrayType(DataTypes.FloatType)));
    }
    if (!extras.questions().isEmpty()) {
      fields.add(field("answers", DataTypes.createArrayType(DataTypes.StringType)));
    }
    fields.add(field(SOURCE, DataTypes.StringType));
    fields.add(field(LENGTH, DataTypes.LongType));
    fields.add(field(MODIFIED, DataTypes.LongType));
    fields.add(field(SHA256, DataTypes.StringType));
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static DataType pairs(String name, String value) {
    return DataTypes.createArrayType(
        new StructType(
            new StructField[] {
              field(name, DataTypes.StringType), field(value, DataTypes.DoubleType)
            }));
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  /** A photo's record. */
  Row photo(CaptionRecord record, Beside beside, Origin origin) {
    return row(record, null, null, beside, origin);
  }

  /** The record of a part of a video. */
  Row part(CaptionRecord record, double start, double end, Origin origin) {
    return row(record, start, end, Beside.NONE, origin);
  }

  private Row row(CaptionRecord record, Double start, Double end, Beside beside, Origin origin) {
    List<Object> values = new ArrayList<>();
    values.add(record.path());
    values.add(record.caption());
    values.add(record.score() == null ? null : RecordJson.rounded(record.score()));
    values.add(sequence(record.captions().stream().map(RecordRows::pair).toList()));
    if (keywords) {
      values.add(sequence(record.keywords().stream().map(RecordRows::pair).toList()));
    }
    values.add(record.model());
    values.add(record.error());
    values.add(start);
    values.add(end);
    if (extras.features()) {
      float[] features = beside.features();
      values.add(
          features == null
              ? null
              : sequence(IntStream.range(0, features.length).mapToObj(i -> features[i]).toList()));
    }
    if (!extras.questions().isEmpty()) {
      values.add(beside.answers() == null ? null : sequence(beside.answers()));
    }
    values.add(origin.file().path());
    values.add(origin.file().length());
    values.add(origin.file().modified());
    values.add(origin.sha256());
    return RowFactory.create(values.toArray());
  }

  private static Row pair(ScoredCaption caption) {
    return RowFactory.create(caption.text(), RecordJson.rounded(caption.score()));
  }

  private static Row pair(Keyword keyword) {
    return RowFactory.create(keyword.word(), RecordJson.rounded(keyword.probability()));
  }

  private static Object sequence(List<?> values) {
    return CollectionConverters.asScala(values).toSeq();
  }

  /** The mean over a grid's positions; a vector as it is. */
  static float[] pooled(float[] features, int size) {
    if (features.length == size) {
      return features;
    }
    float[] mean = new float[size];
    int positions = features.length / size;
    for (int i = 0; i < features.length; i++) {
      mean[i % size] += features[i] / positions;
    }
    return mean;
  }

  @Override
  public String toString() {
    return Arrays.toString(schema().fieldNames());
  }
}
