package org.showtell.cluster.job;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.encoder.weights.ContentHash;

/**
 * A model on its way to the executors, as a file that Spark sends to each once; or one that tasks
 * in this process open where it lies.
 *
 * @param bundle the name of the bundle's file among Spark's files; in this process, the model's
 *     name or file
 * @param sha256 of that file; null in this process
 * @param weights the name of the encoder's weight file among Spark's files; in this process, its
 *     path; null where the bundle carries them
 */
public record ShippedModel(String bundle, String sha256, String weights) implements Serializable {
  public ShippedModel {
    Objects.requireNonNull(bundle, "bundle");
  }

  /**
   * A model for tasks that run in this process; it is opened at once, beside what comes next.
   *
   * @param weights null where the bundle carries them
   */
  public static ShippedModel here(String model, Path weights) {
    ShippedModel here = new ShippedModel(model, null, weights == null ? null : weights.toString());
    ExecutorModel.openAhead(here);
    return here;
  }

  boolean isHere() {
    return sha256 == null;
  }

  /** On this executor; null where the bundle carries them. */
  Path weightFile() {
    return weights == null ? null : Path.of(isHere() ? weights : SparkFiles.get(weights));
  }

  /**
   * Sends a model, and the encoder's weights if they are a file of their own.
   *
   * @param weights null where the bundle carries them
   */
  public static ShippedModel send(JavaSparkContext spark, ModelBundle model, Path weights)
      throws IOException {
    Path folder = Files.createTempDirectory("showtell-model");
    Path whole = folder.resolve("model.zip");
    BundleWriter.copy(model).write(whole);
    String sha256 = ContentHash.sha256(Files.readAllBytes(whole));
    // The hash is part of the name: another model is another file.
    Path named = Files.move(whole, folder.resolve("showtell-" + sha256.substring(0, 16) + ".zip"));
    folder.toFile().deleteOnExit();
    named.toFile().deleteOnExit(); // files go in the reverse order
    spark.addFile(named.toUri().toString());
    if (weights != null) {
      spark.addFile(weights.toUri().toString());
    }
    return new ShippedModel(
        named.getFileName().toString(),
        sha256,
        weights == null ? null : weights.getFileName().toString());
  }
}
