package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhotoClientsTest {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private String retryAfter = "0";

  /** Every second request is turned away, and every photo is told by its first byte. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/captions",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
          boolean busy = requests.incrementAndGet() % 2 == 0;
          if (busy && retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
          }
          int status = body.contains("\r\n\r\nphoto\r\n--") ? 200 : 400;
          exchange.sendResponseHeaders(busy ? 503 : status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private PhotoClients.Outcome load(String... photos) throws InterruptedException {
    List<byte[]> bytes =
        List.of(photos).stream().map(one -> one.getBytes(StandardCharsets.UTF_8)).toList();
    return new PhotoClients("http://127.0.0.1:" + server.getAddress().getPort(), bytes)
        .run(2, Duration.ofMillis(300));
  }

  @Test
  void captionsAndRefusalsAreCounted() throws InterruptedException {
    PhotoClients.Outcome outcome = load("photo");
    Map<Integer, Integer> statuses = outcome.statuses();
    assertEquals(requests.get(), statuses.get(200) + statuses.get(503));
    assertEquals(statuses.get(200), outcome.seconds().size());
    assertTrue(outcome.isClean());
    assertTrue(outcome.percentile(0.5) > 0 && outcome.percentile(0.5) <= outcome.percentile(0.99));
    assertTrue(outcome.duration() >= 0.3);
  }

  @Test
  void otherAnswersAreErrors() throws InterruptedException {
    assertFalse(load("other").isClean());
    retryAfter = null;
    assertFalse(load("photo").isClean(), "a 503 must say when to come back");
  }

  @Test
  void aServerThatIsNotThereIsAnError() throws InterruptedException {
    server.stop(0);
    assertEquals(List.of(0), List.copyOf(load("photo").statuses().keySet()));
  }
}
