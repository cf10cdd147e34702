package org.showtell.benchmarks;

import java.util.List;

/**
 * What was measured again and again: half of it lies between the quartiles.
 *
 * @param median the middle
 * @param low the lower quartile
 * @param high the upper quartile
 */
record Timing(double median, double low, double high) {
  /**
   * Of values in any order.
   *
   * @throws IllegalArgumentException if there are none, or one is not above 0
   */
  static Timing of(List<Double> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException("values must be above 0, but got " + values);
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Timing(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
  }

  static double median(List<Double> values) {
    return of(values).median;
  }

  /** Between two neighbours in proportion. */
  private static double at(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** In another unit. */
  Timing divided(double by) {
    return new Timing(median / by, low / by, high / by);
  }
}
