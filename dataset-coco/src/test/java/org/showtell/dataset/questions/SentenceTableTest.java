package org.showtell.dataset.questions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Sentence by sentence: what is asked, and what is left alone. */
class SentenceTableTest {
  private static final WordLists LISTS = WordLists.shipped();
  private static final NounLexicon LEXICON = NounLexicon.open(LISTS);
  private static final CaptionParser PARSER = new CaptionParser(LISTS, LEXICON);

  @AfterAll
  static void close() {
    LEXICON.close();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "sentences.txt", delimiter = '|', emptyValue = "")
  void sentenceGivesTheseQuestions(String sentence, String expected) {
    ImageFacts image = new ImageFacts(List.of(sentence), PARSER, LISTS);
    String found =
        new ImageRules(LISTS)
            .questions(image).stream()
                .map(one -> one.question() + "? " + one.answer())
                .collect(Collectors.joining("; "));
    assertEquals(expected == null ? "" : expected, found);
  }
}
