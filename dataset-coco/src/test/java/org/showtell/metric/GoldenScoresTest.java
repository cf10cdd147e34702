package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.SharedData;

/** Tokens and scores equal those of the reference implementation. */
class GoldenScoresTest {
  private static final double TOLERANCE = 1e-9;

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

  @Test
  void rougeEqualsTheReference() throws IOException {
    assertImagesEqual("ROUGE_L", own(), RougeL::compute);
  }

  @Test
  void rougeOfRealSentencesEqualsTheReference() throws IOException {
    assertImagesEqual("ROUGE_L", real(), RougeL::compute);
  }

  @Test
  void ciderEqualsTheReference() throws IOException {
    assertImagesEqual("CIDEr", own(), CiderD::compute);
  }

  @Test
  void ciderOfRealSentencesEqualsTheReference() throws IOException {
    assertImagesEqual("CIDEr", real(), CiderD::compute);
  }

  private static void assertImagesEqual(
      String name, GoldenScores golden, Function<List<CaptionComparison>, ImageScores> score) {
    ImageScores scores = score.apply(golden.comparisons());
    assertEquals(golden.corpus().get(name).asDouble(), scores.corpus(), TOLERANCE, name);
    for (int i = 0; i < golden.images().size(); i++) {
      GoldenScores.Image image = golden.images().get(i);
      assertEquals(
          image.scores().get(name).asDouble(), scores.perImage().get(i), TOLERANCE, image.id());
    }
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
    Bleu.Score score = Bleu.compute(golden.comparisons());
    for (int n = 1; n <= 4; n++) {
      assertEquals(
          golden.corpus().get("Bleu_" + n).asDouble(), score.bleu(n), TOLERANCE, "BLEU-" + n);
    }
    for (int i = 0; i < golden.images().size(); i++) {
      GoldenScores.Image image = golden.images().get(i);
      assertEquals(
          image.scores().get("Bleu_4").asDouble(),
          score.perImage().get(i).get(3),
          TOLERANCE,
          image.id());
    }
  }
}
