package org.showtell.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the n-grams of a sentence. */
final class NGrams {
  private NGrams() {}

  /** Each n-gram of one length with how often it occurs, in the order of first occurrence. */
  static Map<List<String>, Integer> count(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (int start = 0; start + n <= tokens.size(); start++) {
      counts.merge(tokens.subList(start, start + n), 1, Integer::sum);
    }
    return counts;
  }
}
