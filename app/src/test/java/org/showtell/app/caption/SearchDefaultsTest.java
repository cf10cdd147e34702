package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.NeutralWords;

class SearchDefaultsTest {
  @Test
  void connectivesAreThoseThatTheModelKnows() {
    Vocabulary words = Vocabulary.of(List.of("dog", "and", "cat", "on", "by"));
    GenerationConfig search = SearchDefaults.of(words);
    assertEquals(Set.of(words.id("and"), words.id("on")), search.constraints().connectives());
    assertEquals(3, search.constraints().noRepeatNgramSize());
  }

  @Test
  void genderIsOfTheWordsThatTheModelKnows() {
    Vocabulary words = Vocabulary.of(List.of("man", "woman", "boy", "person", "child"));
    NeutralWords neutral = SearchDefaults.neutral(words, 0.6);
    assertEquals(
        List.of(new NeutralWords.Choice(words.id("man"), words.id("woman"), words.id("person"))),
        neutral.choices());
    assertEquals(0.6, neutral.certainty());
  }

  @Test
  void modelWithoutEnglishConnectivesHasNoSuchRule() {
    Vocabulary words = Vocabulary.of(List.of("hund", "katze"));
    assertEquals(GenerationConfig.captions(), SearchDefaults.of(words));
  }
}
