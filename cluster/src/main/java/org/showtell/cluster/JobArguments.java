package org.showtell.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.cluster.ClusterCommand.UsageException;
import org.showtell.cluster.job.CaptionJob;
import org.showtell.cluster.job.MediaFile;
import org.showtell.cluster.job.MediaListing;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on Spark have in common. */
final class JobArguments {
  private static final Set<String> TABLES = Set.of("parquet", "csv", "jsonl");

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = {
        "Files, folders or globs on any file system that Hadoop reads (file:, hdfs:, s3a:), zip"
            + " and tar files, or one table",
        "(.parquet, .csv, .jsonl) with a column path or content."
      })
  List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results.")
  String output;

  @Option(
      names = {"-r", "--recursive"},
      description = "Include sub-folders (default: no).")
  boolean recursive;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master (default: spark-submit's, else local[*]).")
  String master;

  @Option(
      names = {"-m", "--model"},
      defaultValue = "starter",
      paramLabel = "NAME|FILE",
      description = "Model (default: ${DEFAULT-VALUE}).")
  String model;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "The encoder's weights, if the model does not carry them (default: none).")
  Path weights;

  @Option(
      names = "--batch-size",
      defaultValue = "8",
      paramLabel = "N",
      description = "Photos per forward pass (default: ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--partition-megabytes",
      defaultValue = "64",
      paramLabel = "N",
      description = "About how much of the files a task gets (default: ${DEFAULT-VALUE}).")
  int partitionMegabytes;

  @Option(
      names = "--skip-existing",
      description = "Continue: do only what the output does not have yet (default: no).")
  boolean skipExisting;

  /** The settings of spark-submit, or those of this machine. */
  SparkConf settings(String name) {
    SparkConf conf = new SparkConf().setAppName(name);
    if (master != null) {
      conf.setMaster(master);
    } else {
      conf.setIfMissing("spark.master", "local[*]");
    }
    if (isLocal(conf)) {
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    // The engine's threads of an executor are as many as its cores; a standalone cluster gives it
    // all of its machine's where nothing is said, as the engine takes them.
    if (conf.contains("spark.executor.cores") || !conf.get("spark.master").startsWith("spark:")) {
      conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", conf.get("spark.executor.cores", "1"));
    }
    conf.setIfMissing("spark.executorEnv.GOMP_SPINCOUNT", "1000");
    conf.setIfMissing("spark.executorEnv.OPENCV_LOG_LEVEL", "SILENT");
    return conf;
  }

  /** Whether the tasks run in this process. */
  static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master").matches("local(\\[.*\\])?");
  }

  static SparkSession session(SparkConf conf) {
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }

  ModelBundle openModel() throws UsageException {
    try {
      if (weights != null && !Files.isReadable(weights)) {
        throw new IOException(weights + ": must be a file that can be read");
      }
      return ModelCatalog.open(model);
    } catch (IOException e) {
      throw new UsageException(e.getMessage());
    }
  }

  long partitionBytes() throws UsageException {
    if (partitionMegabytes < 1) {
      throw new UsageException(
          "--partition-megabytes must be at least 1, but got " + partitionMegabytes);
    }
    return (long) partitionMegabytes << 20;
  }

  void requireNewOutput(JavaSparkContext spark) throws UsageException, IOException {
    if (!skipExisting && CaptionJob.exists(spark.hadoopConfiguration(), output)) {
      throw new UsageException(
          output + " exists already; give --skip-existing to continue it, or another -o");
    }
  }

  /** What is to be captioned. */
  JavaRDD<MediaFile> files(SparkSession session) throws IOException, UsageException {
    if (inputs.size() == 1 && TABLES.contains(extension(inputs.get(0)))) {
      return Captions.files(table(session, inputs.get(0)));
    }
    try {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      return MediaListing.list(spark, inputs, recursive);
    } catch (FileNotFoundException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Dataset<Row> table(SparkSession session, String input) {
    return switch (extension(input)) {
      case "csv" -> session.read().option("header", "true").csv(input);
      case "jsonl" -> session.read().json(input);
      default -> session.read().parquet(input);
    };
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
