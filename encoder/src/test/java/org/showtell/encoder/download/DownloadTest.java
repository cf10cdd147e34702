package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DownloadTest {
  private static final int SIZE = 200_000;

  @TempDir Path folder;
  private byte[] content;
  private Path target;
  private FileServer server;
  private final Heard heard = new Heard();

  /** What a listener is told. */
  private static final class Heard implements DownloadListener {
    final List<String> notes = new ArrayList<>();
    final List<Long> begins = new ArrayList<>();
    long received;
    long total;

    @Override
    public void begins(DownloadRequest request, long from, long totalBytes) {
      begins.add(from);
    }

    @Override
    public void received(long bytes, long totalBytes) {
      received = bytes;
      total = totalBytes;
    }

    @Override
    public void note(String message) {
      notes.add(message);
    }
  }

  @BeforeEach
  void aServer() throws IOException {
    content = bytes(1);
    target = folder.resolve("in").resolve("file.bin");
    server = new FileServer(content);
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Checksum sha256(byte[] bytes) {
    try {
      return new Checksum(
          "sha256", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DownloadConfig config() {
    return new DownloadConfig(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        3,
        Duration.ofMillis(1),
        Duration.ofSeconds(2),
        ProxySelector.of(null));
  }

  private boolean fetch() throws IOException, InterruptedException {
    return fetch(config(), server.url());
  }

  private boolean fetch(DownloadConfig config, URI url) throws IOException, InterruptedException {
    return new Download(config).fetch(new DownloadRequest(url, target, sha256(content), 0), heard);
  }

  private String failure(URI url) {
    return assertThrows(DownloadException.class, () -> fetch(config(), url)).getMessage();
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(content, Files.readAllBytes(target));
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertEquals(List.of(target), files.toList(), "nothing else is left");
    }
  }

  private Path part() {
    return target.resolveSibling("file.bin.part");
  }

  @Test
  void fetchesAWholeFileAndTellsHowFarItIs() throws Exception {
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of(0L), heard.begins);
    assertEquals(SIZE, heard.received);
    assertEquals(SIZE, heard.total);
    assertEquals(List.of(), heard.notes);
  }

  @Test
  void leavesAFileThatIsThereAndRight() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(target, content);
    assertFalse(fetch());
    assertWhole();
    assertEquals(List.of(), server.requests());
  }

  @Test
  void replacesAFileThatIsThereAndWrongAndSaysSo() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(target, bytes(2));
    assertTrue(fetch());
    assertWhole();
    assertTrue(heard.notes.get(0).contains(sha256(bytes(2)).toString()), heard.notes.toString());
  }

  @Test
  void goesOnWhereTheConnectionWasCut() throws Exception {
    server.cutNextAfter(SIZE / 2);
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of("all", "bytes=" + SIZE / 2 + "-"), server.requests());
    assertEquals(List.of(0L, SIZE / 2L), heard.begins);
  }

  @Test
  void attemptsThatGetFurtherAreNotCounted() throws Exception {
    for (int i = 0; i < 8; i++) {
      server.cutNextAfter(SIZE / 10);
    }
    assertTrue(fetch());
    assertWhole();
    assertEquals(9, server.requests().size());
  }

  @Test
  void theNextRunGoesOnWhereAnInterruptEndedThisOne() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    server.next(
        exchange -> {
          server.serve(exchange, SIZE / 4);
          sent.countDown();
          pause(10_000);
        });
    Thread thread =
        new Thread(() -> assertThrows(InterruptedException.class, this::fetch, "first run"));
    thread.start();
    sent.await();
    while (!Files.exists(part()) || Files.size(part()) < SIZE / 4) {
      Thread.sleep(1);
    }
    thread.interrupt();
    thread.join();
    assertFalse(Files.exists(target));
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of("all", "bytes=" + SIZE / 4 + "-"), server.requests());
  }

  @Test
  void aServerThatFallsSilentIsLeft() throws Exception {
    server.next(
        exchange -> {
          server.serve(exchange, 1000);
          pause(10_000);
        });
    DownloadConfig hasty =
        new DownloadConfig(
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            3,
            Duration.ZERO,
            Duration.ZERO,
            ProxySelector.of(null));
    assertTrue(fetch(hasty, server.url()));
    assertWhole();
    assertTrue(heard.notes.get(0).contains("nothing came for 0.2 s"), heard.notes.toString());
    assertEquals(List.of("all", "bytes=1000-"), server.requests());
  }

  @Test
  void beginsAnewWhereTheServerIgnoresRanges() throws Exception {
    server.ignoreRanges();
    server.cutNextAfter(SIZE / 2);
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of(0L, 0L), heard.begins);
    assertTrue(heard.notes.get(1).contains("begins anew"), heard.notes.toString());
  }

  @Test
  void givesUpWhereTheServerIgnoresRangesAndCutsAgainAndAgain() {
    server.ignoreRanges();
    for (int i = 0; i < 20; i++) {
      server.cutNextAfter(SIZE / 2);
    }
    String message = failure(server.url());
    assertTrue(message.contains("given up after 3 attempts"), message);
    assertTrue(message.contains("sha256sum " + target), message);
    assertTrue(server.requests().size() <= 4, server.requests().toString());
  }

  @Test
  void beginsAnewWhereTheFileHasChangedOnTheServer() throws Exception {
    byte[] before = bytes(3);
    server.replace(before, "\"zero\"");
    server.next(
        exchange -> {
          server.serve(exchange, SIZE / 2);
          server.replace(content, "\"one\"");
        });
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of(0L, 0L), heard.begins);
  }

  @Test
  void fetchesOnceMoreWhatWasMixedFromTwoVersionsThatTheServerDoesNotTellApart() throws Exception {
    server.replace(bytes(3), "");
    server.next(
        exchange -> {
          server.serve(exchange, SIZE / 2);
          server.replace(content, "");
        });
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of(0L, SIZE / 2L, 0L), heard.begins);
  }

  @Test
  void weakETagsAreNoReasonToTrustARange() throws Exception {
    server.replaceEtag("W/\"one\"");
    server.cutNextAfter(SIZE / 2);
    server.next(
        exchange -> {
          assertEquals(null, exchange.getRequestHeaders().getFirst("If-Range"));
          server.serve(exchange, SIZE);
        });
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void wrongBytesAreThrownAwayAndBothChecksumsNamed() throws Exception {
    byte[] wrong = bytes(4);
    server.replace(wrong, "\"wrong\"");
    String message = failure(server.url());
    assertTrue(message.contains("expected " + sha256(content)), message);
    assertTrue(message.contains("got " + sha256(wrong)), message);
    assertFalse(Files.exists(target));
    assertFalse(Files.exists(part()));
    assertEquals(1, server.requests().size());
  }

  @Test
  void wrongBytesInPiecesAreFetchedOnceMoreAndNotForEver() {
    server.replace(bytes(4), "\"wrong\"");
    server.cutNextAfter(SIZE / 2);
    server.next(exchange -> server.serve(exchange, SIZE));
    server.cutNextAfter(SIZE / 2);
    String message = failure(server.url());
    assertTrue(message.contains("expected " + sha256(content)), message);
    assertEquals(4, server.requests().size());
  }

  @Test
  void wrongBytesLeaveWhatWasThereBefore() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(target, bytes(5));
    server.replace(bytes(4), "\"wrong\"");
    failure(server.url());
    assertArrayEquals(bytes(5), Files.readAllBytes(target));
  }

  @Test
  void aPartThatIsWholeAlreadyIsCheckedAndMoved() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(part(), content);
    assertTrue(fetch());
    assertWhole();
    assertEquals(List.of("bytes=" + SIZE + "-"), server.requests());
  }

  @Test
  void aPartOfTheKnownSizeNeedsNoServer() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(part(), content);
    DownloadRequest request = new DownloadRequest(server.url(), target, sha256(content), SIZE);
    assertTrue(new Download(config()).fetch(request, heard));
    assertWhole();
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aPartThatIsLongerThanTheFileIsThrownAway() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(part(), new byte[SIZE + 7]);
    assertTrue(fetch());
    assertWhole();
  }

  @Test
  void anAnswerToAnotherRangeIsNotTaken() throws Exception {
    server.cutNextAfter(SIZE / 2);
    server.next(206, "Content-Range", "bytes 5-" + (SIZE - 1) + "/" + SIZE);
    assertTrue(fetch());
    assertWhole();
  }

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

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
