package org.showtell.dataset.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.vocabulary.TextVocabulary.Level;

class TextVocabularyTest {
  private static String decode(TextVocabulary vocabulary, int[] numbers) {
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int number : numbers) {
      text.append(vocabulary.text(previous, number));
      previous = number;
    }
    return text.toString();
  }

  @Test
  void charactersComeBackAsTheyWere() {
    String text = "a\\n b\r\n\tc 😀 é";
    TextVocabulary vocabulary = TextVocabulary.of(Level.CHAR, text, 1);
    TextVocabulary read = TextVocabulary.parse(Level.CHAR, vocabulary.lines());
    assertEquals(text, decode(read, read.encode(text)));
    assertEquals(vocabulary.size(), read.size());
    assertEquals(text.codePoints().distinct().count() + 1, read.size());
  }

  @Test
  void wordsAreWrittenWithSpacesWhereTheyBelong() {
    String text = "The king (a man) speaks:\nDon't, he said, 12 times!\n";
    TextVocabulary vocabulary = TextVocabulary.of(Level.WORD, text, 1);
    assertEquals(text, decode(vocabulary, vocabulary.encode(text)));
  }

  @Test
  void rareAndNewSymbolsAreUnknown() {
    TextVocabulary vocabulary = TextVocabulary.of(Level.WORD, "a rose is a rose", 2);
    assertEquals(3, vocabulary.size());
    assertArrayEquals(new int[] {1, 2, 0, 0}, vocabulary.encode("a rose is red"));
    assertEquals(List.of("is", "red"), vocabulary.unknown("a rose is red is"));
  }

  @Test
  void damagedListsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> TextVocabulary.parse(Level.CHAR, "a\nb\n"));
    assertThrows(
        IllegalArgumentException.class, () -> TextVocabulary.parse(Level.CHAR, "\ufffd\nb\nb\n"));
  }
}
