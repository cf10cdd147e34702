package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.attention.AttentionConfig;

/**
 * What attention costs in training: the same LSTM without and with soft attention (L 49, D 512, A
 * 512), in turns within one process, and where the time of the looks goes.
 *
 * <pre>
 *   java -cp benchmarks/target/benchmarks.jar org.showtell.benchmarks.AttentionTrainingComparison [ROUNDS]
 * </pre>
 */
public final class AttentionTrainingComparison {
  private static final int POSITIONS = 49;
  private static final int SIZE = 512; // A
  private static final int ROUNDS = 5;
  private static final int STEPS = 4;
  private static final long SEED = 1;

  private AttentionTrainingComparison() {}

  /** Compares; the only argument is the number of rounds. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    TrainingSizes sizes = TrainingSizes.full();
    List<Double> plainTimes = new ArrayList<>();
    List<Double> attendingTimes = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (ShowtellTrainingStep plain = new ShowtellTrainingStep(sizes, SEED);
        ShowtellTrainingStep attending =
            new ShowtellTrainingStep(sizes, POSITIONS, AttentionConfig.soft(SIZE), SEED)) {
      microsPerToken(plain);
      microsPerToken(attending);
      System.out.printf("%-8s %14s %14s %8s%n", "round", "plain us/token", "attending", "ratio");
      for (int round = 1; round <= rounds; round++) {
        plainTimes.add(microsPerToken(plain));
        attendingTimes.add(microsPerToken(attending));
        ratios.add(last(attendingTimes) / last(plainTimes));
        print(Integer.toString(round), last(plainTimes), last(attendingTimes), last(ratios));
      }
    }
    print(
        "median",
        TrainingRates.median(plainTimes),
        TrainingRates.median(attendingTimes),
        TrainingRates.median(ratios));
    double whole = TrainingRates.median(attendingTimes);
    try (AttentionParts parts = new AttentionParts(sizes, POSITIONS, SIZE, SEED)) {
      parts.measure().forEach((part, micros) -> share(part, micros, whole));
    }
  }

  private static void share(String part, double micros, double whole) {
    System.out.printf(
        Locale.ROOT, "%-48s %8.1f us/token %5.1f %%%n", part, micros, 100 * micros / whole);
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static void print(String name, double plain, double attending, double ratio) {
    System.out.printf(Locale.ROOT, "%-8s %14.1f %14.1f %8.2f%n", name, plain, attending, ratio);
  }

  private static double microsPerToken(TrainingStep step) {
    long begin = System.nanoTime();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    return (System.nanoTime() - begin) / 1e3 / STEPS / TrainingSizes.TOKENS;
  }
}
