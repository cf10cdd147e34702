package org.showtell.app.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.generation.GenerationConfig;

class SearchDefaultsTest {
  @Test
  void conjunctionsAreThoseThatTheModelKnows() {
    Vocabulary words = Vocabulary.of(List.of("dog", "and", "cat"));
    GenerationConfig search = SearchDefaults.of(words);
    assertEquals(Set.of(words.id("and")), search.conjunctions());
    assertEquals(3, search.noRepeatNgramSize());
  }

  @Test
  void modelWithoutEnglishConjunctionsHasNoSuchRule() {
    Vocabulary words = Vocabulary.of(List.of("hund", "katze"));
    assertEquals(GenerationConfig.captions(), SearchDefaults.of(words));
  }
}
