package org.showtell.dataset.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyBuilderTest {
  private final VocabularyBuilder builder =
      new VocabularyBuilder()
          .add(List.of("a", "dog", "and", "a", "cat"))
          .add(List.of("a", "cat", "and", "rain"));

  @Test
  void ordersByCountThenAlphabet() {
    assertEquals(List.of("a", "and", "cat", "dog", "rain"), builder.build(1).words());
    assertEquals(List.of("a", "and", "cat"), builder.build(2).words());
  }

  @Test
  void coverageCountsWordsAndTokens() {
    VocabularyBuilder.Coverage coverage = builder.coverage(2);
    assertEquals(new VocabularyBuilder.Coverage(2, 3, 2, 7, 9), coverage);
    assertEquals(
        "vocabulary: 3 words that occur at least 2 times, 2 rarer words dropped;"
            + " 77.78 % of 9 tokens covered",
        coverage.summary());
  }

  @Test
  void refusesAThresholdBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> builder.build(0));
  }

  @Test
  void refusesAThresholdThatNoWordReaches() {
    assertEquals(List.of("a"), builder.build(3).words());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> builder.build(4));
    assertEquals(
        "minWordCount must be at most 3, since no word occurs more often, but got 4; few captions"
            + " need 1",
        e.getMessage());
    assertEquals(List.of(), new VocabularyBuilder().build(4).words());
  }
}
