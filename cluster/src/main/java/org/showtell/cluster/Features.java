package org.showtell.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.cluster.ClusterCommand.UsageException;
import org.showtell.cluster.job.CaptionJob;
import org.showtell.cluster.job.FeatureJob;
import org.showtell.cluster.job.ShippedEncoder;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell cluster features}: the feature store that training reads. */
@Command(
    name = "features",
    description = "Writes the feature store that train caption --features reads.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Example:",
      "  showtell cluster features -r hdfs:///coco/train2017 --encoder vgg16 --weights vgg16.h5 \\",
      "    --parts hdfs:///coco/features -o features",
      "",
      "Exit code: 0 all encoded; 1 some photos could not be read; 2 wrong usage."
    })
public final class Features implements Callable<Integer> {
  @Mixin private JobArguments job;

  @Option(
      names = "--encoder",
      defaultValue = "starter",
      paramLabel = "NAME|FILE",
      description = "Image encoder, as for train caption (default: ${DEFAULT-VALUE}).")
  private String encoder;

  @Option(
      names = "--kind",
      defaultValue = "grid",
      paramLabel = "grid|vector",
      description = "Which features (default: ${DEFAULT-VALUE}).")
  private String kind;

  @Option(
      names = "--parts",
      paramLabel = "DIR",
      description = {
        "Folder that all executors reach, for what they write; it stays, and --skip-existing",
        "continues it (default: OUTPUT/parts)."
      })
  private String parts;

  /** Ends with the exit code. */
  public static void main(String[] arguments) {
    System.exit(ClusterCommand.commandLine(new Features()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    FeatureKind wanted = kind();
    EncoderSpec spec = spec(wanted);
    long partitionBytes = job.partitionBytes();
    String shared = parts == null ? job.output + "/parts" : parts;
    try (SparkSession session = JobArguments.session(job.settings("showtell features"))) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      boolean there = CaptionJob.exists(spark.hadoopConfiguration(), shared);
      if (there && !job.skipExisting) {
        throw new UsageException(
            shared + " exists already; give --skip-existing to continue it, or another place");
      }
      FeatureJob run =
          new FeatureJob(
              session, ShippedEncoder.send(spark, encoder, job.weights, wanted), job.batchSize);
      run.encode(job.files(session), shared, partitionBytes, there);
      FeatureJob.Result result = run.store(shared, Path.of(job.output), spec, wanted);
      System.err.println(
          "features of "
              + result.stored()
              + " photos in "
              + job.output
              + ", "
              + result.failed()
              + " photos failed");
      return result.failed() == 0 ? 0 : 1;
    }
  }

  private FeatureKind kind() throws UsageException {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "grid" -> FeatureKind.GRID;
      case "vector" -> FeatureKind.VECTOR;
      default -> throw new UsageException("--kind must be grid or vector, but got " + kind);
    };
  }

  /** Opened here once, so that a wrong name or file is told before anything runs. */
  private EncoderSpec spec(FeatureKind wanted) throws UsageException {
    try (ImageEncoder opened =
        EncoderSource.of(encoder, EncoderWeights.standard().orFile(job.weights)).open(wanted)) {
      if (!opened.spec().gives(wanted)) {
        throw new UsageException(encoder + " gives no " + kind + "; use --kind grid");
      }
      return opened.spec();
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
