package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.showtell.attention.AttentionConfig;

/**
 * What attention costs in training: the same LSTM without and with soft attention (L 49, D 512, A
 * 512), over the grid as it is and over a trainable one (M 256), in turns within one process, and
 * where the time of attention goes.
 *
 * <pre>
 *   java -cp benchmarks/target/benchmarks.jar org.showtell.benchmarks.AttentionTrainingComparison [ROUNDS]
 * </pre>
 */
public final class AttentionTrainingComparison {
  private static final int POSITIONS = 49;
  private static final int SIZE = 512; // A
  private static final int GRID = 256; // M
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 4; // rounds
  private static final int STEPS = 4;
  private static final long SEED = 1;

  private AttentionTrainingComparison() {}

  /** Compares; the only argument is the number of rounds. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    TrainingSizes sizes = TrainingSizes.full();
    List<double[]> times = new ArrayList<>();
    try (ShowtellTrainingStep plain = new ShowtellTrainingStep(sizes, SEED);
        ShowtellTrainingStep attending =
            new ShowtellTrainingStep(sizes, POSITIONS, AttentionConfig.soft(SIZE), SEED);
        ShowtellTrainingStep trainedGrid =
            new ShowtellTrainingStep(
                sizes, POSITIONS, AttentionConfig.soft(SIZE).withGridSize(GRID), SEED)) {
      List<ShowtellTrainingStep> steps = List.of(plain, attending, trainedGrid);
      for (int i = 0; i < WARM_UP; i++) { // until the compiler has done its best
        steps.forEach(AttentionTrainingComparison::microsPerToken);
      }
      System.out.printf(
          "%-8s %14s %14s %8s %14s %8s%n",
          "round", "plain us/token", "attending", "ratio", "grid of " + GRID, "ratio");
      for (int round = 1; round <= rounds; round++) {
        double[] time =
            steps.stream().mapToDouble(AttentionTrainingComparison::microsPerToken).toArray();
        times.add(time);
        print(Integer.toString(round), time, time[1] / time[0], time[2] / time[0]);
      }
    }
    double[] medians =
        IntStream.range(0, 3).mapToDouble(i -> median(times, time -> time[i])).toArray();
    print(
        "median",
        medians,
        median(times, time -> time[1] / time[0]),
        median(times, time -> time[2] / time[0]));
    double whole = medians[1];
    try (AttentionParts parts = new AttentionParts(sizes, POSITIONS, SIZE, SEED)) {
      parts.measure().forEach((part, micros) -> share(part, micros, whole));
    }
  }

  private static void share(String part, double micros, double whole) {
    System.out.printf(
        Locale.ROOT, "%-48s %8.1f us/token %5.1f %%%n", part, micros, 100 * micros / whole);
  }

  private static double median(List<double[]> times, ToDoubleFunction<double[]> of) {
    return Rounds.median(times.stream().mapToDouble(of).boxed().toList());
  }

  private static void print(String name, double[] times, double ratio, double gridRatio) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %14.1f %14.1f %8.2f %14.1f %8.2f%n",
        name,
        times[0],
        times[1],
        ratio,
        times[2],
        gridRatio);
  }

  private static double microsPerToken(TrainingStep step) {
    long begin = System.nanoTime();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    return (System.nanoTime() - begin) / 1e3 / STEPS / TrainingSizes.TOKENS;
  }
}
