package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.metric.CaptionComparison;

class CaptionScoresTest {
  private static final double EXACT = 1e-6;

  /** One caption with a wrong last word, one that is its reference. */
  private static final CaptionScores SCORES =
      CaptionScores.of(
          List.of(
              comparison("a dog runs fast", "a dog runs slowly"),
              comparison("two birds fly", "two birds fly")));

  private static CaptionComparison comparison(String candidate, String reference) {
    return new CaptionComparison(
        List.of(candidate.split(" ")), List.of(List.of(reference.split(" "))));
  }

  @Test
  void scoresHaveTheOfficialNamesInTheOfficialOrder() {
    List<String> names =
        List.of("Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "METEOR", "ROUGE_L", "CIDEr");
    assertEquals(names, List.copyOf(SCORES.corpus().keySet()));
    assertEquals(names, List.copyOf(SCORES.image(1).keySet()));
  }

  @Test
  void anImageIsScoredByItself() {
    Map<String, Double> first = SCORES.image(0);
    // n-grams that match: 3 of 4, 2 of 3, 1 of 2; as long as the reference, so no penalty.
    assertEquals(3.0 / 4, first.get("Bleu_1"), EXACT);
    assertEquals(Math.sqrt(3.0 / 4 * 2 / 3), first.get("Bleu_2"), EXACT);
    assertEquals(Math.cbrt(3.0 / 4 * 2 / 3 * 1 / 2), first.get("Bleu_3"), EXACT);
    // Three words in common of four on both sides: precision and recall are equal.
    assertEquals(3.0 / 4, first.get("ROUGE_L"), EXACT);
    assertEquals(1, SCORES.image(1).get("METEOR"), EXACT);
    assertEquals(1, SCORES.image(1).get("ROUGE_L"), EXACT);
  }

  @Test
  void bleuOfTheCorpusAddsUpAndTheOthersAreMeans() {
    Map<String, Double> corpus = SCORES.corpus();
    // 3 + 3 words of 4 + 3, 2 + 2 bigrams of 3 + 2; the mean of the images' Bleu_1 is 7 / 8.
    assertEquals(6.0 / 7, corpus.get("Bleu_1"), EXACT);
    assertEquals(Math.sqrt(6.0 / 7 * 4 / 5), corpus.get("Bleu_2"), EXACT);
    assertEquals((3.0 / 4 + 1) / 2, corpus.get("ROUGE_L"), EXACT);
    assertEquals(
        (SCORES.image(0).get("CIDEr") + SCORES.image(1).get("CIDEr")) / 2,
        corpus.get("CIDEr"),
        EXACT);
  }

  @Test
  void ciderIsTheCosineOfTheNGramsTimesTen() {
    // All n-grams occur in one of two images, so all weigh the same: the cosines of the first are
    // 3/4, 2/3, 1/2 and 0. The second is its reference for n of 1 to 3, and has no 4-gram.
    assertEquals(10 * (3.0 / 4 + 2.0 / 3 + 1.0 / 2) / 4, SCORES.image(0).get("CIDEr"), EXACT);
    assertEquals(10 * 3.0 / 4, SCORES.image(1).get("CIDEr"), EXACT);
  }
}
