package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server on the loopback and a file to fetch from it. */
abstract class DownloadTestCase {
  static final int SIZE = 200_000;

  @TempDir Path folder;
  byte[] content;
  Path target;
  FileServer server;
  final Heard heard = new Heard();

  /** What a listener is told. */
  static final class Heard implements DownloadListener {
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

  static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Checksum sha256(byte[] bytes) {
    try {
      return new Checksum(
          "sha256", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static DownloadConfig config() {
    return new DownloadConfig(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        3,
        Duration.ofMillis(1),
        Duration.ofSeconds(2),
        ProxySelector.of(null));
  }

  boolean fetch() throws IOException, InterruptedException {
    return fetch(config(), server.url());
  }

  boolean fetch(DownloadConfig config, URI url) throws IOException, InterruptedException {
    return new Download(config).fetch(new DownloadRequest(url, target, sha256(content), 0), heard);
  }

  String failure(URI url) {
    return assertThrows(DownloadException.class, () -> fetch(config(), url)).getMessage();
  }

  void assertWhole() throws IOException {
    assertArrayEquals(content, Files.readAllBytes(target));
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertEquals(List.of(target), files.toList(), "nothing else is left");
    }
  }

  Path part() {
    return target.resolveSibling("file.bin.part");
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
