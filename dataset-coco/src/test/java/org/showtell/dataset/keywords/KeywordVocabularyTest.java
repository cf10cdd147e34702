package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.AnnotationFormatException;

class KeywordVocabularyTest {
  @Test
  void numbersWordsInOrder() {
    KeywordVocabulary words = new KeywordVocabulary(List.of("dog", "café"));
    assertEquals(2, words.size());
    assertEquals(1, words.index("café"));
    assertEquals("dog", words.word(0));
    assertEquals(-1, words.index("cat"));
  }

  @Test
  void findsTheKeywordsOfCaptionsWhateverTheirForm() {
    KeywordVocabulary words = new KeywordVocabulary(List.of("running", "puppy", "dog"));
    assertArrayEquals(
        new int[] {1, 0, 2},
        words.used(
            List.of(List.of("two", "puppies", "run"), List.of("a", "puppy", "and", "a", "dog"))));
    assertEquals(0, words.used(List.of()).length);
  }

  @Test
  void comesBackFromItsFile() throws IOException {
    KeywordVocabulary words = new KeywordVocabulary(List.of("dog", "café"));
    assertEquals(words, KeywordVocabulary.read(new ByteArrayInputStream(words.bytes())));
  }

  @Test
  void refusesRepeatedAndBlankWords() {
    assertThrows(
        IllegalArgumentException.class, () -> new KeywordVocabulary(List.of("dog", "dog")));
    assertThrows(IllegalArgumentException.class, () -> new KeywordVocabulary(List.of(" ")));
    assertThrows(IllegalArgumentException.class, () -> new KeywordVocabulary(List.of()));
  }

  @Test
  void namesTheLineOfAFault() {
    assertTrue(fault("dog\ncat\ndog\n").contains("keywords.txt:3: expected each word once"));
    assertTrue(fault("dog\n\n").contains("keywords.txt:2"));
    assertTrue(fault("").contains("keywords.txt:1"));
  }

  private static String fault(String text) {
    ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return assertThrows(AnnotationFormatException.class, () -> KeywordVocabulary.read(in))
        .getMessage();
  }
}
