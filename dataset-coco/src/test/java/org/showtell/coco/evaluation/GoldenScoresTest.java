package org.showtell.coco.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.coco.SharedData;

/** Tokens and scores equal those of the reference implementation. */
class GoldenScoresTest {

  private static GoldenScores own() throws IOException {
    try (InputStream in = GoldenScoresTest.class.getResourceAsStream("/own_golden.json")) {
      return GoldenScores.read(in);
    }
  }

  private static GoldenScores real() throws IOException {
    try (InputStream in = Files.newInputStream(SharedData.require("scores/golden.json"))) {
      return GoldenScores.read(in);
    }
  }

  @Test
  void ownSentencesAreTokenizedAsByTheReference() throws IOException {
    assertTokensEqual(own());
  }

  @Test
  void realSentencesAreTokenizedAsByTheReference() throws IOException {
    assertTokensEqual(real());
  }

  @Test
  void bleuOfOwnSentencesEqualsTheReference() throws IOException {
    assertBleuEqual(own());
  }

  @Test
  void bleuOfRealSentencesEqualsTheReference() throws IOException {
    assertBleuEqual(real());
  }

  private static void assertTokensEqual(GoldenScores golden) {
    PtbTokenizer tokenizer = new PtbTokenizer();
    List<String> wrong = new ArrayList<>();
    for (GoldenScores.Image image : golden.images()) {
      for (int i = 0; i < image.sentences().size(); i++) {
        List<String> found = tokenizer.tokenize(image.sentences().get(i));
        if (!found.equals(image.tokens().get(i))) {
          wrong.add(image.sentences().get(i) + " => " + found + " not " + image.tokens().get(i));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static void assertBleuEqual(GoldenScores golden) {
    BleuScore score = Bleu.compute(golden.comparisons());
    for (int n = 1; n <= 4; n++) {
      assertEquals(golden.corpus().get("Bleu_" + n).asDouble(), score.bleu(n), 1e-4, "BLEU-" + n);
    }
    for (int i = 0; i < golden.images().size(); i++) {
      GoldenScores.Image image = golden.images().get(i);
      assertEquals(
          image.scores().get("Bleu_4").asDouble(),
          score.perImage().get(i).get(3),
          1e-4,
          image.id());
    }
  }
}
