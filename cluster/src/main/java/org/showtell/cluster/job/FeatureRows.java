package org.showtell.cluster.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Features as rows; the numbers are little-endian floats in one column of bytes. */
final class FeatureRows {
  static final String FEATURES = "features";

  static final StructType SCHEMA =
      new StructType()
          .add(RecordRows.PATH, DataTypes.StringType)
          .add(RecordRows.ERROR, DataTypes.StringType)
          .add(RecordRows.SOURCE, DataTypes.StringType)
          .add(RecordRows.LENGTH, DataTypes.LongType)
          .add(RecordRows.MODIFIED, DataTypes.LongType)
          .add(RecordRows.SHA256, DataTypes.StringType)
          .add(FEATURES, DataTypes.BinaryType);

  private FeatureRows() {}

  /** One image's row; features and hash are null where there is an error. */
  static Row row(String path, MediaFile file, String sha256, float[] features, String error) {
    byte[] bytes = features == null ? null : bytes(features);
    return RowFactory.create(
        path, error, file.path(), file.length(), file.modified(), sha256, bytes);
  }

  private static byte[] bytes(float[] features) {
    ByteBuffer bytes =
        ByteBuffer.allocate(features.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(features);
    return bytes.array();
  }

  static float[] floats(byte[] bytes) {
    float[] features = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(features);
    return features;
  }
}
