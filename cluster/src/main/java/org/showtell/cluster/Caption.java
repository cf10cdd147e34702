package org.showtell.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.cluster.ClusterCommand.UsageException;
import org.showtell.cluster.job.CaptionJob;
import org.showtell.cluster.job.JobOptions;
import org.showtell.cluster.job.ShippedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell cluster caption}, and the main class for {@code spark-submit}. */
@Command(
    name = "caption",
    description = "Captions photos and videos on Apache Spark.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  showtell cluster caption -r photos -o captions",
      "  spark-submit --class org.showtell.cluster.Caption showtell-cluster.jar \\",
      "    -r hdfs:///photos -o hdfs:///captions --skip-existing",
      "",
      "Exit code: 0 all captioned; 1 some failed, see the column error; 2 wrong usage or model."
    })
public final class Caption implements Callable<Integer> {
  @Mixin private JobArguments job;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "parquet",
      paramLabel = "parquet|jsonl",
      description = "Format of the results (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Beam width (default: the model's).")
  private Integer numBeams;

  @Option(
      names = {"-n", "--num-captions"},
      defaultValue = "1",
      paramLabel = "N",
      description = "Captions for each photo (default: ${DEFAULT-VALUE}).")
  private int numCaptions;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Longest caption in tokens (default: the model's).")
  private Integer maxTokens;

  @Option(
      names = "--min-score",
      paramLabel = "X",
      description = "Leave out captions that score lower (default: none).")
  private Double minScore;

  @Option(
      names = "--keywords",
      defaultValue = "0",
      paramLabel = "N",
      description = "A column of the N likeliest words for what is there (default: 0).")
  private int keywords;

  @Option(names = "--features", description = "A column of the visual features (default: no).")
  private boolean features;

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "Ask about each photo; repeatable; a column of answers (default: none).")
  private List<String> questions = List.of();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Caption a frame of videos every so often (default: one of each scene).")
  private Double every;

  @Option(names = "--merge", description = "Join equal neighbours in videos (default: no).")
  private boolean merge;

  /** Ends with the exit code. */
  public static void main(String[] arguments) {
    System.exit(ClusterCommand.commandLine(new Caption()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    CaptionOptions options;
    CaptionJob.Output output;
    try {
      options =
          new CaptionOptions(
              job.model,
              new CaptionOptions.Search(
                  numBeams, numCaptions, maxTokens, null, CaptionOptions.ANY_GENDER, null),
              new CaptionOptions.Keywords(keywords, null),
              minScore == null ? ScoreFloor.NONE : new ScoreFloor(minScore));
      output = new CaptionJob.Output(job.output, format(), job.skipExisting);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    long partitionBytes = job.partitionBytes();
    ModelBundle model = job.openModel();
    if (!questions.isEmpty() && model.answers() == null) {
      throw new UsageException(job.model + " does not answer questions; name a model that does");
    }
    SparkConf conf = job.settings("showtell caption");
    ShippedModel here =
        JobArguments.isLocal(conf) ? ShippedModel.here(job.model, job.weights) : null;
    try (SparkSession session = JobArguments.session(conf)) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      CaptionJob run =
          new CaptionJob(
              session,
              new JobOptions(
                  here != null ? here : ShippedModel.send(spark, model, job.weights),
                  options,
                  new JobOptions.Extras(features, questions),
                  new JobOptions.Videos(interval(), merge),
                  job.batchSize));
      job.requireNewOutput(spark);
      long start = System.nanoTime(); // Spark itself has started
      run.run(job.files(session), output, partitionBytes);
      System.err.println(run.metrics().summary((System.nanoTime() - start) / 1e9));
      return run.metrics().failed() == 0 ? 0 : 1;
    }
  }

  private String format() throws UsageException {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "parquet" -> "parquet";
      case "jsonl" -> "json";
      default -> throw new UsageException("--format must be parquet or jsonl, but got " + format);
    };
  }

  private Duration interval() {
    return every == null ? null : Duration.ofMillis(Math.round(every * 1000));
  }
}
