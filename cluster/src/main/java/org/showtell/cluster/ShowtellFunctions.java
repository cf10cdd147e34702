package org.showtell.cluster;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.cluster.job.ImageFunctions;
import org.showtell.cluster.job.ShippedModel;

/**
 * Functions for Spark's SQL: {@code caption(content)} and {@code answer(content, question)}. A row
 * whose bytes are no image gives null.
 *
 * <p>They see one row at a time; {@link Captions} fills batches and is the faster way.
 */
public final class ShowtellFunctions {
  private ShowtellFunctions() {}

  /**
   * Registers the functions in a session.
   *
   * @param model a model's name or file
   */
  public static void register(SparkSession session, String model) throws IOException {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    ShippedModel sent = ShippedModel.send(spark, ModelCatalog.open(model), null);
    session
        .udf()
        .register(
            "caption",
            (UDF1<byte[], String>) content -> ImageFunctions.caption(sent, content),
            DataTypes.StringType);
    session
        .udf()
        .register(
            "answer",
            (UDF2<byte[], String, String>)
                (content, question) -> ImageFunctions.answer(sent, content, List.of(question)),
            DataTypes.StringType);
  }
}
