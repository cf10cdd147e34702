package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redirects, servers that fail, and what is in the way here. */
@Timeout(30)
class DownloadRefusalTest extends DownloadTestCase {
  @Test
  void followsRedirects() throws Exception {
    server.next(302, "Location", "/second");
    server.next(307, "Location", server.url("/third").toString());
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void aRangeIsAskedForBehindRedirectsToo() throws Exception {
    server.next(302, "Location", "/second");
    server.cutNextAfter(SIZE / 2);
    server.next(302, "Location", "/second");
    assertTrue(fetch());
    assertWhole();
    String rest = "bytes=" + SIZE / 2 + "-";
    assertEquals(List.of("all", "all", rest, rest), server.requests());
  }

  @Test
  void leavesALoopOfRedirects() {
    for (int i = 0; i < 100; i++) {
      server.next(302, "Location", "/file.bin");
    }
    String message = failure(server.url());
    assertTrue(message.contains("more than 10 redirects"), message);
  }

  @Test
  void doesNotFollowARedirectOutOfTheWeb() {
    server.next(302, "Location", "file:///etc/passwd");
    String message = failure(server.url());
    assertTrue(message.contains("file:///etc/passwd"), message);
  }

  @Test
  void followsRedirectsToHttpsAndNotBack() throws Exception {
    URI http = URI.create("http://a.example/x");
    URI https = URI.create("https://a.example/x");
    assertEquals(https, HttpFetch.redirected(http, https.toString()));
    String message =
        assertThrows(
                DownloadException.class, () -> HttpFetch.redirected(https, "HTTP://a.example/x"))
            .getMessage();
    assertTrue(message.contains("from https to http"), message);
  }

  @Test
  void withoutAServerItSaysWhatToDoByHand() throws Exception {
    server.close();
    String message = failure(server.url());
    assertTrue(message.startsWith(server.url() + ": cannot be reached"), message);
    assertTrue(message.contains("put it at " + target), message);
    assertTrue(message.contains("sha256sum " + target), message);
    assertTrue(message.contains(sha256(content).hex()), message);
    assertEquals(List.of(), heard.notes, "there is nothing to wait for");
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    String message = failure(URI.create("http://no-such-host.invalid/file.bin"));
    assertTrue(message.contains("its host is not known"), message);
  }

  @Test
  void notFoundIsSaidAtOnce() {
    server.next(404, "X", "y");
    String message = failure(server.url());
    assertTrue(message.contains("says 404"), message);
    assertEquals(1, server.requests().size());
  }

  @Test
  void aServerThatIsBusyIsAskedAgainWhenItSays() throws Exception {
    server.next(503, "Retry-After", "1");
    long start = System.nanoTime();
    assertTrue(fetch());
    assertTrue(System.nanoTime() - start >= 1_000_000_000L, "it was asked to wait a second");
    assertWhole();
    assertTrue(heard.notes.get(0).contains("says 503"), heard.notes.toString());
  }

  @Test
  void aServerThatIsBusyForLongIsNotWaitedFor() {
    server.next(429, "Retry-After", "3600");
    String message = failure(server.url());
    assertTrue(message.contains("says 429 and to come back in 3600 s"), message);
  }

  @Test
  void theSizeOfTheDiskIsAskedFirst() {
    server.next(
        exchange -> {
          exchange.sendResponseHeaders(200, 1L << 56);
          exchange.getResponseBody().flush();
        });
    String message = failure(server.url());
    assertTrue(message.contains("but the disk has"), message);
    assertFalse(Files.exists(part()));
  }

  @Test
  void aSecondDownloadOfTheSameFileIsRefused() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    server.next(
        exchange -> {
          asked.countDown();
          await(goOn);
          server.serve(exchange, SIZE);
        });
    Thread first = new Thread(() -> assertTrue(fetchUnchecked()));
    first.start();
    asked.await();
    String message =
        assertThrows(
                DownloadException.class,
                () ->
                    new Download(config())
                        .fetch(
                            new DownloadRequest(server.url(), target, sha256(content), 0),
                            DownloadListener.NONE))
            .getMessage();
    assertTrue(message.contains("another download of it is at work"), message);
    goOn.countDown();
    first.join();
    assertWhole();
  }

  @Test
  void theProcessThatDownloadsIsNamedToOthers() throws Exception {
    Files.createDirectories(target.getParent());
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("locked", other.inputReader().readLine());
      String message = failure(server.url());
      assertTrue(message.contains("process " + other.pid() + " since"), message);
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertTrue(fetch(), "the lock of a process that has died keeps nobody away");
    assertWhole();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(target.getParent(), "a file where a folder should be");
    String message = failure(server.url());
    assertTrue(message.contains(target + ": cannot be written"), message);
  }

  @Test
  void goesThroughAProxy() throws Exception {
    ProxySelector proxy =
        ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", server.port()));
    DownloadConfig config = config().withProxies(proxy);
    assertTrue(fetch(config, URI.create("http://no-such-host.invalid/file.bin")));
    assertWhole();
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    server.close();
    ProxySelector proxy =
        ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", server.port()));
    String message =
        assertThrows(
                DownloadException.class,
                () -> fetch(config().withProxies(proxy), URI.create("https://a.example/file.bin")))
            .getMessage();
    assertTrue(message.contains("through the proxy 127.0.0.1:" + server.port()), message);
  }

  private boolean fetchUnchecked() {
    try {
      return fetch();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
