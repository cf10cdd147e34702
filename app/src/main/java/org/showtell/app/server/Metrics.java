package org.showtell.app.server;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters and times in Prometheus' text format. */
final class Metrics {
  private static final double[] SECONDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

  /** Counts a request and how long it took. */
  void request(String route, int status, double seconds) {
    String labels = "{route=\"" + route + "\",status=\"" + status + "\"}";
    add("showtell_requests_total" + labels, 1);
    String of = "{route=\"" + route + "\"";
    for (double bound : SECONDS) {
      if (seconds <= bound) {
        add("showtell_request_seconds_bucket" + of + ",le=\"" + bound + "\"}", 1);
      }
    }
    add("showtell_request_seconds_bucket" + of + ",le=\"+Inf\"}", 1);
    add("showtell_request_seconds_count" + of + "}", 1);
    add("showtell_request_microseconds_sum" + of + "}", Math.round(seconds * 1e6));
  }

  /** Adds to a counter. */
  void add(String name, long amount) {
    counters.computeIfAbsent(name, key -> new LongAdder()).add(amount);
  }

  /** Shows a value that is asked for. */
  void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** All values, a line each. */
  String text() {
    StringBuilder text = new StringBuilder();
    Map<String, String> lines = new TreeMap<>();
    counters.forEach((name, value) -> lines.put(name, Long.toString(value.sum())));
    gauges.forEach((name, value) -> lines.put(name, Long.toString(value.getAsLong())));
    String family = "";
    for (Map.Entry<String, String> line : lines.entrySet()) {
      String name = line.getKey().replaceFirst("\\{.*", "");
      String of = name.replaceFirst("_(bucket|count)$", "");
      if (!of.equals(family)) {
        family = of;
        text.append("# TYPE ").append(of).append(' ').append(type(name)).append('\n');
      }
      text.append(line.getKey()).append(' ').append(line.getValue()).append('\n');
    }
    return text.toString();
  }

  private String type(String name) {
    if (name.endsWith("_bucket") || name.endsWith("_count")) {
      return "histogram";
    }
    return name.toLowerCase(Locale.ROOT).endsWith("_total") || name.endsWith("_sum")
        ? "counter"
        : "gauge";
  }
}
