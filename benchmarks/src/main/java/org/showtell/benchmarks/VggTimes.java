package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Milliseconds per photo of the engines of {@link VggEncoderComparison}, round by round.
 *
 * @param showtell per round, above 0
 * @param onnxRuntime per round, above 0
 * @param deeplearning4j per round, above 0
 */
record VggTimes(List<Double> showtell, List<Double> onnxRuntime, List<Double> deeplearning4j) {
  /**
   * Checks that there is a time of each for every round.
   *
   * @throws IllegalArgumentException if there is no round, one lacks some, or a time is not above 0
   */
  VggTimes {
    for (List<Double> times : List.of(showtell, onnxRuntime, deeplearning4j)) {
      if (times.isEmpty()
          || times.size() != showtell.size()
          || times.stream().anyMatch(time -> !(time > 0))) {
        throw new IllegalArgumentException(
            "Expected a time above 0 for each of " + showtell.size() + " rounds but got " + times);
      }
    }
  }

  /** What Showtell takes of another's time, per round. */
  List<Double> ratiosTo(List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      ratios.add(showtell.get(i) / others.get(i));
    }
    return ratios;
  }

  /** What the columns of the lines are. */
  static String header() {
    return String.format(
        "%-8s %10s %13s %16s %8s %8s%n",
        "round", "Showtell", "ONNX Runtime", "Deeplearning4j", "to ORT", "to DL4J");
  }

  /** The line of the last round. */
  String lastLine() {
    int last = showtell.size() - 1;
    return line(
        Integer.toString(last + 1),
        showtell.get(last),
        onnxRuntime.get(last),
        deeplearning4j.get(last),
        ratiosTo(onnxRuntime).get(last),
        ratiosTo(deeplearning4j).get(last));
  }

  /** The line of the medians; a ratio is the median of the rounds' ratios. */
  String medianLine() {
    return line(
        "median",
        TrainingRates.median(showtell),
        TrainingRates.median(onnxRuntime),
        TrainingRates.median(deeplearning4j),
        TrainingRates.median(ratiosTo(onnxRuntime)),
        TrainingRates.median(ratiosTo(deeplearning4j)));
  }

  private static String line(
      String name, double ours, double onnx, double peer, double toOnnx, double toPeer) {
    return String.format(
        Locale.ROOT,
        "%-8s %10.1f %13.1f %16.1f %8.2f %8.2f%n",
        name,
        ours,
        onnx,
        peer,
        toOnnx,
        toPeer);
  }
}
