package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordVocabularyBuilderTest {
  private final KeywordVocabularyBuilder builder = new KeywordVocabularyBuilder();

  @Test
  void countsAPhotoOnceForAWord() {
    builder.addPhoto(List.of(List.of("a", "dog"), List.of("two", "dogs"), List.of("a", "cat")));
    builder.addPhoto(List.of(List.of("a", "cat")));
    assertEquals(List.of("cat"), builder.build(2, 100, 10, List.of()).words());
  }

  @Test
  void keepsWordsOfEnoughPhotosOrSentencesByBothCounts() {
    builder.addPhoto(List.of(List.of("dog", "tree")));
    builder.addPhoto(List.of(List.of("dog")));
    sentences("pizza", 3);
    sentences("tree", 2);
    sentences("car", 1);
    assertEquals(List.of("pizza", "dog"), builder.build(2, 3, 10, List.of()).words());
    assertEquals(List.of("pizza", "tree"), builder.build(1, 1, 2, List.of()).words());
  }

  @Test
  void includesRarerWordsInPlaceOfTheRarestOthers() {
    sentences("pizza", 30);
    sentences("car", 20);
    sentences("squirrel", 8);
    sentences("fox", 7);
    List<String> asked = List.of("squirrel", "fox", "okapi");
    assertEquals(List.of("pizza", "car", "squirrel"), builder.build(10, 10, 3, asked).words());
    assertEquals(List.of("pizza", "squirrel"), builder.build(10, 10, 2, asked).words());
  }

  @Test
  void refusesThresholdsBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> builder.build(0, 1, 1, List.of()));
  }

  private void sentences(String word, int count) {
    Collections.nCopies(count, List.of("a", word)).forEach(builder::addSentence);
  }
}
