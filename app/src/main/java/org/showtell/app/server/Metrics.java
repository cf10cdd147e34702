package org.showtell.app.server;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counters, times and levels in Prometheus' text format 0.0.4: families in the order of their
 * names, each with what it is and of which type.
 */
final class Metrics {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] SECONDS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final Map<String, Family> families = new ConcurrentSkipListMap<>();

  Metrics() {
    family("showtell_requests_total", "counter", "Requests by route, method and status.");
    family("showtell_files_total", "counter", "Files of requests by kind and outcome.");
    family("showtell_request_seconds", "histogram", "Time from a request to its answer.");
  }

  private record Family(
      String type,
      String help,
      Map<String, LongAdder> counters,
      Map<String, Times> times,
      Map<String, LongSupplier> levels) {}

  // A request is counted in the first bucket that holds it; the text adds them up.
  private record Times(LongAdder[] buckets, LongAdder nanos) {}

  private Family family(String name, String type, String help) {
    return families.computeIfAbsent(
        name,
        key ->
            new Family(
                type,
                help,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>()));
  }

  /** Counts a request and how long it took. */
  void request(String route, String method, int status, long nanos) {
    String labels = label("route", route);
    families
        .get("showtell_requests_total")
        .counters()
        .computeIfAbsent(
            labels
                + ","
                + label("method", method)
                + ","
                + label("status", Integer.toString(status)),
            key -> new LongAdder())
        .increment();
    Times times =
        families
            .get("showtell_request_seconds")
            .times()
            .computeIfAbsent(labels, key -> new Times(adders(), new LongAdder()));
    int bucket = 0;
    while (bucket < SECONDS.length && nanos > SECONDS[bucket] * 1e9) {
      bucket++;
    }
    times.buckets()[bucket].increment();
    times.nanos().add(nanos);
  }

  private static LongAdder[] adders() {
    LongAdder[] adders = new LongAdder[SECONDS.length + 1];
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  /**
   * Counts a file.
   *
   * @param kind image, question or video
   * @param done whether there is a result
   */
  void file(String kind, boolean done) {
    families
        .get("showtell_files_total")
        .counters()
        .computeIfAbsent(
            label("kind", kind) + "," + label("outcome", done ? "done" : "failed"),
            key -> new LongAdder())
        .increment();
  }

  /**
   * Shows a value that is asked for.
   *
   * @param labels as {@link #label} writes them, or empty
   */
  void level(String name, String help, String labels, LongSupplier value) {
    family(name, "gauge", help).levels().put(labels, value);
  }

  /** A label with its value, escaped. */
  static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  /** All values. */
  String text() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
          text.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
          new TreeMap<>(family.counters())
              .forEach((labels, value) -> line(text, name, labels, Long.toString(value.sum())));
          new TreeMap<>(family.levels())
              .forEach(
                  (labels, value) -> line(text, name, labels, Long.toString(value.getAsLong())));
          new TreeMap<>(family.times())
              .forEach((labels, times) -> lines(text, name, labels, times));
        });
    return text.toString();
  }

  private static void lines(StringBuilder text, String name, String labels, Times times) {
    long sum = 0;
    for (int i = 0; i <= SECONDS.length; i++) {
      sum += times.buckets()[i].sum();
      String bound = i < SECONDS.length ? Double.toString(SECONDS[i]) : "+Inf";
      line(text, name + "_bucket", labels + "," + label("le", bound), Long.toString(sum));
    }
    double seconds = times.nanos().sum() / 1e9;
    line(text, name + "_sum", labels, String.format(Locale.ROOT, "%.6f", seconds));
    line(text, name + "_count", labels, Long.toString(sum));
  }

  private static void line(StringBuilder text, String name, String labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }
}
