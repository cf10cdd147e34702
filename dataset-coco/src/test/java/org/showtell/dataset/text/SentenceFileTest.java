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
import org.showtell.dataset.LeftOut;

class SentenceFileTest {
  private static final String TEXT = "A dog runs.\n\n  Two   cats\tsleep.  \r\n   \nA café.\n";

  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

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
    assertEquals(sentences, SentenceFile.read(file("s.txt", utf8(TEXT)), 10, leftOut));
    assertEquals(
        sentences, SentenceFile.read(file("s.txt.gz", compressed(utf8(TEXT))), 10, leftOut));
    assertEquals(
        sentences, SentenceFile.read(file("S.TXT.GZ", compressed(utf8(TEXT))), 10, leftOut));
  }

  @Test
  void readsNoMoreThanItIsAskedFor() throws IOException {
    Path file = file("s.txt", utf8(TEXT));
    assertEquals(List.of("A dog runs.", "Two cats sleep."), SentenceFile.read(file, 2, leftOut));
    assertEquals(3, SentenceFile.read(file, 3, leftOut).size());
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
  void otherBytesCostOneSentence() throws IOException {
    byte[] text = "A dog.\nA café.\nA cat.\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of("A dog.", "A cat."), SentenceFile.read(file("mixed.txt", text), 9, leftOut));
    assertEquals(List.of("s: 1 line left out (not UTF-8): line 2"), leftOut.notes("s"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file = file("latin.txt", "A café.\n".getBytes(StandardCharsets.ISO_8859_1));
    String message = refused(file);
    assertTrue(message.contains("1 line left out (not UTF-8): line 1"), message);
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
        assertThrows(NoSuchFileException.class, () -> SentenceFile.read(file, 5, leftOut));
    assertTrue(missing.getMessage().contains("none.txt"));
  }

  private String refused(Path file) {
    return assertThrows(
            AnnotationFormatException.class,
            () -> SentenceFile.read(file, Integer.MAX_VALUE, leftOut))
        .getMessage();
  }
}
