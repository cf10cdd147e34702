package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PtbTokenizerTest {
  private final PtbTokenizer tokenizer = new PtbTokenizer();

  private String tokens(String caption) {
    return String.join(" ", tokenizer.tokenize(caption));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // clitics
        "A man's dog can't jump|a man 's dog ca n't jump",
        "they'd've gone, wouldn't you?|they 'd 've gone would n't you",
        "THE DOG'S WON'T|the dog 's wo n't",
        "the dogs' toys and James' cat|the dogs toys and james cat",
        "a child 's toy does n't roll|a child 's toy does n't roll",
        "what's-his-name|what 's his-name",
        "it’s a dog’s ball, isn’t it|it 's a dog 's ball is n't it",
        // run-together words
        "cannot gonna gotta wanna gimme lemme|can not gon na got ta wan na gim me lem me",
        "'Tis cold, 'twas warm|'t is cold 't was warm",
        // apostrophes inside and before words
        "five o'clock at O'Hare with hors d'oeuvres|five o'clock at o'hare with hors d'oeuvres",
        "ma'am in Hawai'i|ma'am in hawai'i",
        "rock 'n' roll from the '90s with 'em|rock 'n' roll from the '90s with 'em",
        "a sign that says 'slow' and 'stop here'|a sign that says slow and stop here",
        // hyphens and dashes
        "a red-haired 8-year-old's t-shirt|a red-haired 8-year-old 's t-shirt",
        "two kids--boys - and -- girls|two kids boys and girls",
        "one – two — three|one two three",
        // quotes and brackets
        "\"Keep out\" says a “new” ‘sign’|keep out says a new sign",
        "(a) [b] {c} <d> </b>|-lrb- a -rrb- -lsb- b -rsb- -lcb- c -rcb- <d> </b>",
        // abbreviations and acronyms
        "Mr. Smith and Dr. Jones on St. Mark's street.|mr. smith and dr. jones on st. mark 's street",
        "Washington D.C.|washington d.c.",
        "the U.S.A. at 10 a.m.|the u.s.a. at 10 a.m.",
        "a U.S.-made car|a u.s.-made car",
        "J. Smith eats vitamin C.|j. smith eats vitamin c",
        "the sign says no.|the sign says no",
        "No. 5 on a jersey|no. 5 on a jersey",
        "an AT&T sign, salt & pepper|an at&t sign salt & pepper",
        // numbers, currencies, slashes
        "3.5 of 1,000 at 10:30 is 50%|3.5 of 1,000 at 10:30 is 50 %",
        "$5.00, 4 €, 3 £, 2 ¢ and ½|$ 5.00 4 $ 3 # 2 cents and 1/2",
        "24/7 1/2 4x4 2nd 1950's 1990s'|24/7 1/2 4x4 2nd 1950 's 1990s",
        "at 10:30pm|at 10:30 pm",
        "a -5 degree day|a -5 degree day",
        "#1 player @ home|# 1 player @ home",
        "beach/park w/ dogs|beach/park w / dogs",
        "www.statefarm.com and http://a.org/b?c=d.|www.statefarm.com and http://a.org/b?c=d",
        // sentence ends
        "tea.. cake... pie.... end.|tea cake pie end",
        "wait . . . what … now|wait what now",
        "what?|what",
        "what?! wow!!!|what ?! wow !!!",
        "smile :) now|smile :-rrb- now",
        "one, two;three:four|one two three four",
        // other scripts and what the judge does not know
        "Café naïve jalapeño|café naïve jalapeño",
        "a \uD83D\uDE00 face|a face",
        "東京 tower|東京 tower",
        "salt &amp; pepper|salt & pepper",
      })
  void cutsAsTheJudgeDoes(String caption, String expected) {
    assertEquals(expected, tokens(caption));
  }

  @Test
  void blanksOfAllKindsSeparateTokens() {
    assertEquals("a dog runs", tokens(" a\tdog\n\nruns \r\n"));
    assertEquals("a dog", tokens("a\u00a0dog"));
    assertEquals("", tokens(""));
    assertEquals("", tokens(" . "));
  }

  @Test
  void aSoftHyphenIsNoPartOfAWord() {
    assertEquals("cooperate", tokens("co\u00adoperate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-", "'", ".", "a.", "a'", "3,", "@", "<a", "n't", "http://", "x@", "-", "a/b_", "ab"
      })
  void longTextNeitherOverflowsNorTakesForever(String piece) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> tokenizer.tokenize(piece.repeat(10_000)));
  }
}
