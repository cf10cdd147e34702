package org.showtell.dataset.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;

class VocabularyTest {
  @TempDir Path folder;

  @Test
  void wordsFollowTheFourSpecials() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "dog"));
    assertEquals(6, vocabulary.size());
    assertEquals(4, vocabulary.id("a"));
    assertEquals("dog", vocabulary.word(5));
    assertEquals(Vocabulary.UNK, vocabulary.id("zebra"));
    assertEquals("<end>", vocabulary.word(Vocabulary.END));
    assertEquals(List.of("a", "dog"), vocabulary.words());
  }

  @Test
  void decodingStopsAtEndAndPassesOverStartAndPadding() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "dog"));
    assertArrayEquals(new int[] {4, 3, 5}, vocabulary.encode(List.of("a", "big", "dog")));
    assertEquals(
        List.of("a", "<unk>", "dog"), vocabulary.decode(new int[] {1, 4, 3, 5, 0, 2, 4, 0}));
  }

  @Test
  void writtenVocabularyReadsBackEqual() throws IOException {
    Vocabulary vocabulary = Vocabulary.of(List.of("café", "'s", "t-shirt"));
    Path file = folder.resolve("vocabulary.txt");
    vocabulary.write(file);
    assertEquals(
        List.of("<pad>", "<start>", "<end>", "<unk>", "café", "'s", "t-shirt"),
        Files.readAllLines(file));
    assertEquals(vocabulary.words(), Vocabulary.read(file).words());
    assertEquals(vocabulary.words(), Vocabulary.read(Files.newInputStream(file)).words());
  }

  @Test
  void refusesDuplicatesWrongHeaderAndBlankLinesNamingTheLine() throws IOException {
    assertTrue(refused("<pad>\n<start>\n<end>\n<unk>\na\ndog\na\n").contains("bad.txt:7"));
    assertTrue(refused("<start>\n<end>\n").contains("bad.txt:1: expected <pad>"));
    assertTrue(refused("<pad>\n<start>\n<end>\n").contains("bad.txt:4: expected <unk>"));
    assertTrue(refused("<pad>\n<start>\n<end>\n<unk>\na\n\ndog\n").contains("bad.txt:6"));
    assertTrue(refused("").contains("bad.txt:1"));
  }

  @Test
  void refusesWordsThatTheFileCouldNotHold() {
    for (String bad : List.of("", "two words", "line\nbreak", "<unk>", "no\u00a0break")) {
      assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of(bad)), bad);
    }
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("a", "a")));
  }

  @Test
  void refusesAnIdOutsideNamingTheRange() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> vocabulary.word(5))
            .getMessage()
            .contains("id must be between 0 and 4, but got 5"));
  }

  private String refused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.txt"), content);
    return assertThrows(AnnotationFormatException.class, () -> Vocabulary.read(file)).getMessage();
  }
}
