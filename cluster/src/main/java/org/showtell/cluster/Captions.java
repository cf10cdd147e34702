package org.showtell.cluster;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.cluster.job.CaptionJob;
import org.showtell.cluster.job.JobOptions;
import org.showtell.cluster.job.MediaFile;
import org.showtell.cluster.job.ShippedModel;

/**
 * Captions of the images of a dataset, for programs that use Spark.
 *
 * <pre>{@code
 * Dataset<Row> images = spark.read().format("binaryFile").load("hdfs:///photos/*.jpg");
 * Dataset<Row> captions = Captions.caption(images, ModelCatalog.open("starter"));
 * captions.select("path", "caption").show();
 * }</pre>
 */
public final class Captions {
  /** Images in a forward pass. */
  static final int BATCH_SIZE = 8;

  private static final String PATH = "path";
  private static final String CONTENT = "content";

  private Captions() {}

  /** The same with the model's own search and no columns beside the captions. */
  public static Dataset<Row> caption(Dataset<Row> images, ModelBundle model) throws IOException {
    return caption(images, model, CaptionOptions.defaults(), JobOptions.Extras.NONE);
  }

  /**
   * A record for each row.
   *
   * @param images with a column {@code content} of bytes, or {@code path} of a place that Hadoop
   *     reads, or both, as Spark's {@code binaryFile} gives them
   * @param options search, keywords and minimum score; the model of the options is not read
   * @return the fields of {@code -f jsonl}; evaluated when they are asked for, each time anew
   * @throws IllegalArgumentException if there is neither column
   */
  public static Dataset<Row> caption(
      Dataset<Row> images, ModelBundle model, CaptionOptions options, JobOptions.Extras extras)
      throws IOException {
    SparkSession session = images.sparkSession();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    JobOptions job =
        new JobOptions(
            ShippedModel.send(spark, model, null),
            options,
            extras,
            new JobOptions.Videos(null, false),
            BATCH_SIZE);
    String notes = System.getProperty("java.io.tmpdir") + "/showtell-notes";
    return new CaptionJob(session, job).records(files(images), notes);
  }

  /** Rows as things to caption. */
  static JavaRDD<MediaFile> files(Dataset<Row> images) {
    List<String> columns = Arrays.asList(images.columns());
    boolean path = columns.contains(PATH);
    boolean content = columns.contains(CONTENT);
    if (!path && !content) {
      throw new IllegalArgumentException(
          "images must have a column path or content, but got " + columns);
    }
    if (!content) {
      return images.select(PATH).javaRDD().map(row -> MediaFile.of(row.getString(0), 0, 0));
    }
    Dataset<Row> rows = path ? images.select(CONTENT, PATH) : images.select(CONTENT);
    return rows.javaRDD()
        .zipWithUniqueId()
        .map(
            row -> {
              byte[] bytes = (byte[]) row._1().get(0);
              String name = path ? row._1().getString(1) : "row-" + row._2();
              return new MediaFile(name, bytes.length, 0, bytes, List.of());
            });
  }
}
