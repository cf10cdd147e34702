package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the sides of a comparison measured, round by round, as lines of a table: a column for each
 * side, and Showtell's value over that of each other side.
 */
final class Rounds {
  private static final String NAME = "%-8s";
  private static final String RATIO = " %8s";

  private final List<String> titles;
  private final List<Integer> widths;
  private final int decimals;
  private final List<double[]> rounds = new ArrayList<>();

  /** Takes the titles of the sides, Showtell first, then of the ratios to the others. */
  Rounds(List<String> titles, List<Integer> widths, int decimals) {
    this.titles = List.copyOf(titles);
    this.widths = List.copyOf(widths);
    this.decimals = decimals;
  }

  /** Adds a round: a value above 0 of each side. */
  Rounds add(double... values) {
    if (values.length != widths.size()) {
      throw new IllegalArgumentException(
          "values must be " + widths.size() + ", one of each side, but got " + values.length);
    }
    for (double value : values) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("values must be above 0, but got " + value);
      }
    }
    rounds.add(values.clone());
    return this;
  }

  /** Showtell's value over that of another side, counted from 1, per round. */
  List<Double> ratios(int side) {
    return rounds.stream().map(values -> values[0] / values[side]).toList();
  }

  String header() {
    StringBuilder line = new StringBuilder(NAME.formatted("round"));
    for (int i = 0; i < titles.size(); i++) {
      String format = i < widths.size() ? " %" + widths.get(i) + "s" : RATIO;
      line.append(format.formatted(titles.get(i)));
    }
    return line + System.lineSeparator();
  }

  /** The line of the last round. */
  String lastLine() {
    double[] last = rounds.get(rounds.size() - 1);
    return line(Integer.toString(rounds.size()), i -> last[i], side -> last[0] / last[side]);
  }

  /** The line of the medians; a ratio is the median of the rounds' ratios. */
  String medianLine() {
    return line(
        "median",
        i -> median(rounds.stream().map(values -> values[i]).toList()),
        side -> median(ratios(side)));
  }

  private String line(
      String name, ToDoubleFunction<Integer> value, ToDoubleFunction<Integer> ratio) {
    StringBuilder line = new StringBuilder(NAME.formatted(name));
    for (int i = 0; i < widths.size(); i++) {
      String format = " %" + widths.get(i) + "." + decimals + "f";
      line.append(String.format(Locale.ROOT, format, value.applyAsDouble(i)));
    }
    IntStream.range(1, widths.size())
        .forEach(i -> line.append(String.format(Locale.ROOT, " %8.2f", ratio.applyAsDouble(i))));
    return line + System.lineSeparator();
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
