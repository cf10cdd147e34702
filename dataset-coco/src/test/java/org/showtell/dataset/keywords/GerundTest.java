package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GerundTest {
  @ParameterizedTest
  @CsvSource({
    "run, running",
    "ride, riding",
    "tie, tying",
    "see, seeing",
    "dye, dyeing",
    "play, playing",
    "throw, throwing",
    "fix, fixing",
    "look, looking",
    "travel, traveling",
    "kidnap, kidnapping",
    "jump, jumping"
  })
  void followsTheSpelling(String verb, String gerund) {
    assertEquals(gerund, ContentWords.gerund(verb));
  }
}
