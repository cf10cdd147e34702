package org.showtell.app.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The best and the worst of a list of values, as positions in it; the earlier first in a tie. */
public record Extremes(List<Integer> best, List<Integer> worst) {

  /**
   * Chooses at most so many of each. Of a few values, one half is the best, the other the worst.
   */
  public static Extremes of(List<Double> values, int most) {
    int count = Math.min(most, (values.size() + 1) / 2);
    List<Integer> best = first(values, Comparator.reverseOrder(), count);
    List<Integer> worst =
        first(values, Comparator.naturalOrder(), Math.min(most, values.size() - count));
    return new Extremes(best, worst);
  }

  private static List<Integer> first(List<Double> values, Comparator<Double> order, int count) {
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparing(values::get, order))
        .limit(count)
        .toList();
  }
}
