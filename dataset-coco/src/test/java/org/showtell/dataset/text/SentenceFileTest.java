package org.showtell.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;

class SentenceFileTest {
  private static final String TEXT = "A dog runs.\n\n  Two   cats\tsleep.  \r\n   \nA café.\n";

  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] compressed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsPlainAndCompressedSentencesWithoutBlankLines() throws IOException {
    List<String> sentences = List.of("A dog runs.", "Two cats sleep.", "A café.");
    assertEquals(sentences, SentenceFile.read(file("s.txt", utf8(TEXT)), 10));
    assertEquals(sentences, SentenceFile.read(file("s.txt.gz", compressed(utf8(TEXT))), 10));
    assertEquals(sentences, SentenceFile.read(file("S.TXT.GZ", compressed(utf8(TEXT))), 10));
  }

  @Test
  void readsNoMoreThanItIsAskedFor() throws IOException {
    Path file = file("s.txt", utf8(TEXT));
    assertEquals(List.of("A dog runs.", "Two cats sleep."), SentenceFile.read(file, 2));
    assertEquals(3, SentenceFile.read(file, 3).size());
  }

  @Test
  void saysThatACompressedFileIsCutOff() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append("Sentence number ").append(i * 7919 % 5000).append('\n');
    }
    byte[] whole = compressed(utf8(text.toString()));
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 4}) {
      Path file = file("cut" + length + ".gz", Arrays.copyOf(whole, length));
      String message = refused(file);
      assertTrue(message.startsWith(file + ": expected one sentence a line in UTF-8"), message);
      assertTrue(message.contains("(it is cut off)"), message);
    }
  }

  @Test
  void saysThatACompressedFileIsDamaged() throws IOException {
    assertTrue(refused(file("plain.gz", utf8(TEXT))).contains("compressed with gzip"));
    byte[] damaged = compressed(utf8(TEXT));
    damaged[damaged.length - 8]++; // the checksum
    assertTrue(refused(file("damaged.gz", damaged)).contains("cannot be read after line"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file = file("latin.txt", "A café.\n".getBytes(StandardCharsets.ISO_8859_1));
    String message = refused(file);
    assertTrue(message.contains("(other bytes)"), message);
  }

  @Test
  void refusesFilesWithoutASentence() throws IOException {
    for (byte[] content : new byte[][] {{}, utf8("\n  \n\n")}) {
      assertTrue(refused(file("empty.txt", content)).contains(", but got none"));
    }
    assertTrue(refused(file("empty.gz", compressed(new byte[0]))).contains(", but got none"));
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("none.txt");
    NoSuchFileException missing =
        assertThrows(NoSuchFileException.class, () -> SentenceFile.read(file, 5));
    assertTrue(missing.getMessage().contains("none.txt"));
  }

  private static String refused(Path file) {
    return assertThrows(
            AnnotationFormatException.class, () -> SentenceFile.read(file, Integer.MAX_VALUE))
        .getMessage();
  }
}
