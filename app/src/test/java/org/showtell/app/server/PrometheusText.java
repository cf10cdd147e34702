package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of Prometheus' text format 0.0.4: every family is told of once, with HELP before
 * TYPE before its samples, every sample belongs to the family above it, none comes twice, and
 * histograms are cumulative and complete.
 */
final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*)\\})? (-?[0-9.eE+-]+|\\+Inf|NaN)");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  PrometheusText(String text) {
    assertTrue(text.endsWith("\n"), "the last line ends too");
    String family = null;
    String helped = null;
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        assertTrue(words.length == 4 && words[2].matches(NAME), line);
        assertFalse(types.containsKey(words[2]), line);
        helped = words[2];
      } else if (line.startsWith("# TYPE ")) {
        assertEquals(helped, words[2], line);
        assertTrue(List.of("counter", "gauge", "histogram").contains(words[3]), line);
        family = words[2];
        types.put(family, words[3]);
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), line);
        String name = sample.group(1);
        String of =
            "histogram".equals(types.get(family))
                ? name.replaceFirst("_(bucket|sum|count)$", "")
                : name;
        assertEquals(family, of, line);
        assertEquals("counter".equals(types.get(family)), name.endsWith("_total"), line);
        String key = name + (sample.group(2) == null ? "" : "{" + sample.group(2) + "}");
        double value = Double.parseDouble(sample.group(3).replace("+Inf", "Infinity"));
        assertTrue(value >= 0, line);
        assertEquals(null, samples.put(key, value), "twice: " + line);
      }
    }
    types.forEach(
        (name, type) -> {
          if (type.equals("histogram")) {
            checkHistogram(name);
          }
        });
  }

  private void checkHistogram(String name) {
    Map<String, List<String>> series = new LinkedHashMap<>();
    for (String key : samples.keySet()) {
      if (key.startsWith(name + "_bucket{")) {
        series.computeIfAbsent(labels(key), other -> new ArrayList<>()).add(key);
      }
    }
    series.forEach(
        (labels, buckets) -> {
          double bound = Double.NEGATIVE_INFINITY;
          double count = 0;
          for (String bucket : buckets) {
            double next = bound(bucket);
            assertTrue(next > bound, bucket);
            assertTrue(samples.get(bucket) >= count, bucket);
            bound = next;
            count = samples.get(bucket);
          }
          assertEquals(Double.POSITIVE_INFINITY, bound, labels);
          String rest = labels.isEmpty() ? "" : "{" + labels + "}";
          assertEquals(count, samples.get(name + "_count" + rest), labels);
          assertTrue(samples.containsKey(name + "_sum" + rest), labels);
        });
  }

  private static String labels(String bucket) {
    return bucket
        .substring(bucket.indexOf('{') + 1, bucket.length() - 1)
        .replaceFirst(",?le=\"[^\"]*\"", "");
  }

  private static double bound(String bucket) {
    Matcher le = Pattern.compile("le=\"([^\"]*)\"").matcher(bucket);
    assertTrue(le.find(), bucket);
    return Double.parseDouble(le.group(1).replace("+Inf", "Infinity"));
  }

  /** A value; fails if there is none. */
  double value(String sample) {
    assertTrue(samples.containsKey(sample), sample + " in " + samples.keySet());
    return samples.get(sample);
  }

  String type(String family) {
    return types.get(family);
  }
}
