package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BleuTest {

  private static CaptionComparison image(String candidate, String... references) {
    return new CaptionComparison(
        words(candidate), Arrays.stream(references).map(BleuTest::words).toList());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static double bleu(int n, CaptionComparison... images) {
    return Bleu.compute(List.of(images)).bleu(n);
  }

  @Test
  void anEqualCaptionScoresOne() {
    for (int n = 1; n <= 4; n++) {
      assertEquals(1, bleu(n, image("a dog runs on grass", "a dog runs on grass", "x")), 1e-6);
    }
  }

  @Test
  void aRepeatedWordCountsAsOftenAsOneReferenceHasIt() {
    // Papineni et al. 2002, section 2.1, example 2
    CaptionComparison image =
        image("the the the the the the the", "the cat is on the mat", "there is a cat on the mat");
    assertEquals(2.0 / 7, bleu(1, image), 1e-6);
  }

  @Test
  void aTieOfLengthsGoesToTheShorterReference() {
    assertEquals(1, bleu(1, image("a b c", "a b c d", "a b")), 1e-6);
    assertEquals(Math.exp(1 - 4 / 3.0), bleu(1, image("a b c", "a b c d", "x y z v w")), 1e-6);
  }

  @Test
  void theCorpusAddsCountsAndLengthsBeforeItDivides() {
    CaptionComparison right = image("a b c d", "a b c d");
    CaptionComparison wrong = image("x", "a b");
    assertEquals(4.0 / 5 * Math.exp(1 - 6 / 5.0), bleu(1, right, wrong), 1e-6);
  }

  @Test
  void anEmptyCandidateScoresZero() {
    assertEquals(0, bleu(4, image("", "a dog")), 1e-6);
    assertEquals(0, bleu(1, image("", "")), 1e-6);
  }

  @Test
  void refusesNoImagesAndNoReferences() {
    assertThrows(IllegalArgumentException.class, () -> Bleu.compute(List.of()));
    assertThrows(IllegalArgumentException.class, () -> image("a"));
  }
}
