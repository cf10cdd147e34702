package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.download.HttpAnswer.TimedBody;

class HttpAnswerTest {
  private static final Instant NOW = Instant.parse("2026-10-06T08:00:00Z");

  private static HttpAnswer answer(int status, Map<String, String> headers) {
    return new HttpAnswer(
        URI.create("http://a.example/"), status, headers, new TimedBody(Duration.ofSeconds(1)));
  }

  private static Optional<Duration> retryAfter(String value) {
    return answer(503, Map.of("retry-after", value)).retryAfter(NOW);
  }

  @Test
  void waitsAreSecondsOrATime() {
    assertEquals(Optional.of(Duration.ofSeconds(120)), retryAfter("120"));
    assertEquals(Optional.of(Duration.ofMinutes(2)), retryAfter("Tue, 6 Oct 2026 08:02:00 GMT"));
    assertEquals(Optional.of(Duration.ZERO), retryAfter("Tue, 6 Oct 2026 07:00:00 GMT"));
    assertEquals(Optional.empty(), retryAfter("soon"));
    assertEquals(Optional.empty(), answer(503, Map.of()).retryAfter(NOW));
  }

  @Test
  void rangesSayWhereTheyBeginAndHowLongTheFileIs() {
    HttpAnswer part = answer(206, Map.of("content-range", "bytes 5-9/10"));
    assertEquals(5, part.start());
    assertEquals(10, part.total());
    HttpAnswer unknown = answer(206, Map.of("content-range", "bytes 5-9/*"));
    assertEquals(5, unknown.start());
    assertEquals(-1, unknown.total());
    HttpAnswer none = answer(416, Map.of("content-range", "bytes */10"));
    assertEquals(-1, none.start());
    assertEquals(10, none.total());
    assertEquals(-1, answer(206, Map.of("content-range", "lines 5-9/10")).start());
    assertEquals(-1, answer(206, Map.of()).start());
  }

  @Test
  void whatAnAnswerLeavesOutDoesNotContradict() {
    HttpAnswer both = answer(206, Map.of("etag", "\"a\"", "last-modified", "then"));
    assertFalse(both.contradicts("\"a\""));
    assertTrue(both.contradicts("\"b\""));
    assertFalse(both.contradicts("then"));
    assertTrue(both.contradicts("later"));
    assertFalse(both.contradicts(""));
    assertFalse(answer(206, Map.of("last-modified", "then")).contradicts("\"a\""));
  }

  @Test
  void onlySomeRefusalsPass() {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      assertTrue(answer(status, Map.of()).isTemporary(), "" + status);
    }
    for (int status : new int[] {400, 401, 403, 404, 410, 501}) {
      assertFalse(answer(status, Map.of()).isTemporary(), "" + status);
    }
  }
}
