package org.showtell.dataset.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CaptionTokenizerTest {
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();

  private void assertTokens(String expected, String caption) {
    assertEquals(expected, String.join(" ", tokenizer.tokenize(caption)));
  }

  @Test
  void lowersCaseAndDropsPunctuation() {
    assertTokens("a dog runs fast", "A dog runs, fast .");
    assertTokens("keep out says the sign in blue", "\"Keep out\" says the sign (in blue)!");
    assertTokens("", " .,;:!?\"' -- ");
    assertTokens("", "");
  }

  @Test
  void cutsPossessivesAndContractions() {
    assertTokens("a dog 's ball", "A dog's ball");
    assertTokens("a child 's toy", "A child 's toy .");
    assertTokens("a dog 's ball", "a dog\u2019s ball");
    assertTokens("the dogs toys", "the dogs' toys");
    assertTokens("it is n't they 'd 've", "It isn't, they'd've");
    assertTokens("ca n't wo n't", "CAN'T WON'T");
  }

  @Test
  void keepsNumbersHyphensAndAccents() {
    assertTokens(
        "an 8-year-old eats 3.5 pizzas at 10:30", "An 8-year-old eats 3.5 pizzas at 10:30.");
    assertTokens("the 2nd café of 1,000", "The 2nd cafe\u0301 of 1,000");
    assertTokens("a white t-shirt", "a white T-shirt");
    assertTokens("soup and bread", "soup & bread");
    assertTokens("up down", "up/down");
    assertTokens("the usa", "the U.S.A.");
  }

  @Test
  void doesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      // Turkish lower case of I is a dotless i.
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertTokens("title", "TITLE");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void readsFullWidthLettersLigaturesAndOddQuotesAsPlainOnes() {
    assertTokens("abc office 1/2", "\uff21\uff22\uff23 o\ufb03ce \u00bd");
    assertTokens("it 's the dog 's", "it`s the dog\u00b4s");
    assertTokens("a face", "a \ud83d\ude00 face");
    assertTokens("a dog runs", "a\u00a0dog\nruns");
  }

  @Test
  void longTextNeitherOverflowsNorTakesForever() {
    for (String piece : List.of("a-", "a'", "a.", "1.", "'s", "n't", "'", "a")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> tokenizer.tokenize(piece.repeat(10_000)), piece);
    }
  }

  @Test
  void detokenizingJoinsClitics() {
    for (String sentence :
        List.of("a dog's ball", "it isn't high", "they'd've gone", "a white t-shirt", "")) {
      assertEquals(sentence, tokenizer.detokenize(tokenizer.tokenize(sentence)));
    }
  }
}
