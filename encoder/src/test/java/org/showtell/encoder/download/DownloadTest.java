package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProxySelector;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole, cut, changed and wrong files. */
@Timeout(30)
class DownloadTest extends DownloadTestCase {
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
    assertTrue(heard.notes.get(1).contains("starts over"), heard.notes.toString());
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
}
