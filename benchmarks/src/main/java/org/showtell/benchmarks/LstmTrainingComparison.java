package org.showtell.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs both sides of {@link LstmTrainingBenchmark} in turn and prints their rates and the ratio.
 *
 * <p>A round is one process of each side, one right after the other, so that a machine that grows
 * hot or busy slows both alike; the ratio that counts is the median of the rounds'. Takes JMH's
 * options, of which {@code -f} is the number of rounds.
 */
public final class LstmTrainingComparison {
  private static final int ROUNDS = 3;

  private LstmTrainingComparison() {}

  /** Takes options such as {@code -f 1 -wi 1 -i 2} for a first impression, {@code -v NORMAL}. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    CommandLineOptions options = new CommandLineOptions(arguments);
    int rounds = Math.max(1, options.getForkCount().orElse(ROUNDS));
    Rounds table = new Rounds(List.of("Showtell", "Deeplearning4j", "ratio"), List.of(12, 16), 0);
    System.out.print(heading() + table.header());
    for (int round = 0; round < rounds; round++) {
      double showtell = tokensPerSecond("showtell", options);
      System.out.print(table.add(showtell, tokensPerSecond("deeplearning4j", options)).lastLine());
    }
    System.out.print(table.medianLine());
  }

  private static double tokensPerSecond(String method, CommandLineOptions options)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .parent(options)
                .include("^" + LstmTrainingBenchmark.class.getName() + "." + method + "$")
                .forks(1)
                .verbosity(options.verbosity().orElse(VerboseMode.SILENT))
                .build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }

  private static String heading() {
    TrainingSizes sizes = TrainingSizes.full();
    return String.format(
        Locale.ROOT,
        "Target tokens per second of a training step: batch %d, T %d, E %d, U %d, V %d%n"
            + "%d processors, load average %.1f before the first round%n%n",
        sizes.batch(),
        sizes.steps(),
        sizes.embedding(),
        sizes.units(),
        sizes.vocabulary(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
