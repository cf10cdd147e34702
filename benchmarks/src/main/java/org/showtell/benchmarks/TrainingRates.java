package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Target tokens per second of both sides of {@link LstmTrainingBenchmark}, round by round.
 *
 * @param showtell per round, above 0
 * @param peer per round, above 0
 */
record TrainingRates(List<Double> showtell, List<Double> peer) {
  /**
   * Checks that there is a pair for every round.
   *
   * @throws IllegalArgumentException if there is no round, one side lacks some, or a rate is not
   *     above 0
   */
  TrainingRates {
    showtell = List.copyOf(showtell);
    peer = List.copyOf(peer);
    if (showtell.isEmpty() || showtell.size() != peer.size()) {
      throw new IllegalArgumentException(
          "Expected a pair of rates per round but got " + showtell.size() + " and " + peer.size());
    }
    for (int i = 0; i < peer.size(); i++) {
      if (!(showtell.get(i) > 0 && peer.get(i) > 0)) {
        throw new IllegalArgumentException(
            "Expected rates above 0 but got " + showtell.get(i) + " and " + peer.get(i));
      }
    }
  }

  /** How many times as fast Showtell is, per round. */
  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < peer.size(); i++) {
      ratios.add(showtell.get(i) / peer.get(i));
    }
    return ratios;
  }

  /** What the columns of the lines are. */
  static String header() {
    return String.format("%-8s %12s %16s %8s%n", "round", "Showtell", "Deeplearning4j", "ratio");
  }

  /** The line of the last round. */
  String lastLine() {
    int last = peer.size() - 1;
    return line(Integer.toString(last + 1), showtell.get(last), peer.get(last), ratios().get(last));
  }

  /** The line of the medians; the ratio is the median of the rounds' ratios. */
  String medianLine() {
    return line("median", median(showtell), median(peer), median(ratios()));
  }

  private static String line(String name, double ours, double theirs, double ratio) {
    return String.format(Locale.ROOT, "%-8s %12.0f %16.0f %8.2f%n", name, ours, theirs, ratio);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
