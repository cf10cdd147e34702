package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  private PrometheusText text() {
    return new PrometheusText(metrics.text());
  }

  @Test
  void familiesAreThereBeforeTheFirstRequest() {
    PrometheusText text = text();
    assertEquals("counter", text.type("showtell_requests_total"));
    assertEquals("counter", text.type("showtell_files_total"));
    assertEquals("histogram", text.type("showtell_request_seconds"));
  }

  @Test
  void requestsAreCountedByWhatCameOfThem() {
    metrics.request("/a", "POST", 200, 1);
    metrics.request("/a", "POST", 200, 1);
    metrics.request("/a", "POST", 503, 1);
    metrics.file("image", true);
    metrics.file("image", false);
    assertEquals(
        2, text().value("showtell_requests_total{route=\"/a\",method=\"POST\",status=\"200\"}"));
    assertEquals(
        1, text().value("showtell_requests_total{route=\"/a\",method=\"POST\",status=\"503\"}"));
    assertEquals(1, text().value("showtell_files_total{kind=\"image\",outcome=\"failed\"}"));
  }

  @Test
  void timesFallIntoTheBucketsThatHoldThem() {
    for (long millis : new long[] {5, 10, 11, 40, 700, 90_000}) {
      metrics.request("/a", "GET", 200, millis * 1_000_000);
    }
    PrometheusText text = text();
    String bucket = "showtell_request_seconds_bucket{route=\"/a\",le=\"%s\"}";
    assertEquals(2, text.value(bucket.formatted("0.01")));
    assertEquals(3, text.value(bucket.formatted("0.025")));
    assertEquals(4, text.value(bucket.formatted("0.5")));
    assertEquals(5, text.value(bucket.formatted("1.0")));
    assertEquals(5, text.value(bucket.formatted("60.0")));
    assertEquals(6, text.value(bucket.formatted("+Inf")));
    assertEquals(6, text.value("showtell_request_seconds_count{route=\"/a\"}"));
    assertEquals(90.766, text.value("showtell_request_seconds_sum{route=\"/a\"}"), 1e-6);
  }

  @Test
  void levelsAreAskedForAndLabelsEscaped() {
    metrics.level(
        "showtell_waiting_images", "Help.", Metrics.label("model", "a\"b\\c\nd"), () -> 7);
    metrics.level("showtell_requests_in_flight", "Help.", "", () -> 3);
    assertEquals(7, text().value("showtell_waiting_images{model=\"a\\\"b\\\\c\\nd\"}"));
    assertEquals(3, text().value("showtell_requests_in_flight"));
  }

  @Test
  void theTextCanBeReadWhileRequestsAreCounted() throws Exception {
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                one ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 2000; i++) {
                            metrics.request("/" + one, "GET", 200 + i % 3, i * 100_000L);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(Thread::isAlive)) {
      text();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(2000, text().value("showtell_request_seconds_count{route=\"/0\"}"));
  }
}
