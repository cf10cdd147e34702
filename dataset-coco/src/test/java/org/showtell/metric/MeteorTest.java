package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeteorTest {
  private static final double TOLERANCE = 1e-4;

  private static MeteorLexicon lexicon;

  @BeforeAll
  static void openLexicon() {
    lexicon = MeteorLexicon.open();
  }

  @AfterAll
  static void closeLexicon() {
    lexicon.close();
  }

  /** One row of the table of alignments that were worked by hand. */
  record Worked(
      List<String> candidate,
      List<String> reference,
      String matches,
      int number,
      int chunks,
      double score) {

    static Worked of(String line) {
      String[] cells = line.split("\t");
      return new Worked(
          tokens(cells[0]),
          tokens(cells[1]),
          cells[2].equals("-") ? "" : cells[2],
          Integer.parseInt(cells[3]),
          Integer.parseInt(cells[4]),
          Double.parseDouble(cells[9]));
    }
  }

  private static List<String> tokens(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  static List<Worked> worked() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                MeteorTest.class.getResourceAsStream("/meteor_alignments.tsv"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Worked::of).toList();
    }
  }

  @Test
  void fortyAlignmentsOrMoreAreWorkedByHand() throws IOException {
    assertTrue(worked().size() >= 40, "rows: " + worked().size());
  }

  @ParameterizedTest
  @MethodSource("worked")
  void alignsAndScoresAsWorkedByHand(Worked row) {
    List<MeteorWord> candidate = lexicon.words(row.candidate());
    List<MeteorWord> reference = lexicon.words(row.reference());
    WordAligner.Alignment alignment = WordAligner.align(candidate, reference);
    assertEquals(row.matches(), text(alignment));
    assertEquals(row.number(), alignment.matches().size());
    assertEquals(row.chunks(), alignment.chunks());
    assertEquals(
        row.score(), Meteor.Statistics.of(candidate, reference, alignment).score(), TOLERANCE);
  }

  private static String text(WordAligner.Alignment alignment) {
    return alignment.matches().stream()
        .map(
            match ->
                match.candidate()
                    + "-"
                    + match.reference()
                    + switch (match.stage()) {
                      case EXACT -> "";
                      case STEM -> "s";
                      case SYNONYM -> "y";
                    })
        .collect(Collectors.joining(" "));
  }

  private static CaptionComparison image(String candidate, String... references) {
    return new CaptionComparison(
        tokens(candidate), Arrays.stream(references).map(MeteorTest::tokens).toList());
  }

  private static ImageScores meteor(CaptionComparison... images) {
    return Meteor.compute(List.of(images), lexicon);
  }

  @Test
  void theBestReferenceCounts() {
    ImageScores scores = meteor(image("a dog runs", "a cat", "a dog runs", "dogs"));
    assertEquals(List.of(1.0), scores.perImage());
  }

  @Test
  void theCorpusAddsUpBeforeItDivides() {
    // Sums over "dog|a dog" and "a dog runs|a dog runs on the beach with a ball" of the table:
    // P = (0.75 + 1.75) / (0.75 + 1.75) = 1, R = (0.75 + 1.75) / (1 + 4.25) = 10/21,
    // F = (10/21) / (0.85 + 0.15 * 10/21), penalty = 0.6 (2 / 4)^0.2.
    double mean = (10 / 21.0) / (0.85 + 0.15 * 10 / 21.0);
    double expected = (1 - 0.6 * Math.pow(0.5, 0.2)) * mean;
    ImageScores scores =
        meteor(image("dog", "a dog"), image("a dog runs", "a dog runs on the beach with a ball"));
    assertEquals(expected, scores.corpus(), 1e-9);
    assertEquals(0.3117, scores.perImage().get(0), TOLERANCE);
    assertEquals(0.2341, scores.perImage().get(1), TOLERANCE);
  }

  @Test
  void aCorpusEqualToItsReferencesScoresOne() {
    assertEquals(1, meteor(image("a dog", "a dog"), image("a cat sits", "a cat sits")).corpus());
  }

  @Test
  void emptySentencesScoreZeroAndCostRecall() {
    ImageScores scores = meteor(image("", "a dog"), image("a dog", "a dog"), image("a dog", ""));
    assertEquals(List.of(0.0, 1.0, 0.0), scores.perImage());
    // P = R = 1 / 2, in no pieces.
    assertEquals(0.5, scores.corpus(), 1e-9);
    assertEquals(0, meteor(image("", "")).corpus());
  }

  /**
   * The reference program is on record as printing 0.295797 for these (the example of the public
   * tool nlg-eval). The formulas give that to all six digits once "has been" and "was" match as a
   * paraphrase, with weight 0.6 and two chunks; what is missing here is that table.
   */
  @Test
  void isCloseToTheReferenceProgramWhereNoParaphraseIsNeeded() {
    ImageScores scores =
        meteor(
            image(
                "this is the model generated sentence1 which seems good enough",
                "this is one reference sentence for sentence1",
                "this is one more reference sentence for sentence1"),
            image(
                "this is sentence2 which has been generated by your model",
                "this is a reference sentence for sentence2 which was generated by your model",
                "this is the second reference sentence for sentence2"));
    assertEquals(0.295797, scores.corpus(), 0.015);
  }

  /** The aligner's dynamic programme against all alignments there are, on seeded nonsense. */
  @Test
  void equalsBruteForceOnRandomSentences() {
    Random random = new Random(7);
    List<String> vocabulary =
        List.of("a", "dog", "dogs", "photo", "picture", "pictures", "car", "auto", "on");
    for (int round = 0; round < 400; round++) {
      List<MeteorWord> candidate = lexicon.words(nonsense(random, vocabulary));
      List<MeteorWord> reference = lexicon.words(nonsense(random, vocabulary));
      int[] best = {0, 0, 0, 0};
      exhaust(
          candidate, reference, 0, new boolean[reference.size()], new int[] {0, 0, 0, 0, -2}, best);
      assertEquals(
          Arrays.toString(best), Arrays.toString(cost(WordAligner.align(candidate, reference))));
    }
  }

  private static List<String> nonsense(Random random, List<String> vocabulary) {
    return Stream.generate(() -> vocabulary.get(random.nextInt(vocabulary.size())))
        .limit(random.nextInt(7))
        .toList();
  }

  /** Minus the matches, chunks, sum of distances, sum of stages: less is better, in this order. */
  private static int[] cost(WordAligner.Alignment alignment) {
    int[] cost = {-alignment.matches().size(), alignment.chunks(), 0, 0};
    for (WordAligner.Alignment.Match match : alignment.matches()) {
      cost[2] += Math.abs(match.candidate() - match.reference());
      cost[3] += match.stage().ordinal();
    }
    return cost;
  }

  private static void exhaust(
      List<MeteorWord> candidate,
      List<MeteorWord> reference,
      int i,
      boolean[] used,
      int[] soFar,
      int[] best) {
    if (i == candidate.size()) {
      int[] cost = Arrays.copyOf(soFar, 4);
      if (Arrays.compare(cost, best) < 0) {
        System.arraycopy(cost, 0, best, 0, 4);
      }
      return;
    }
    exhaust(
        candidate,
        reference,
        i + 1,
        used,
        new int[] {soFar[0], soFar[1], soFar[2], soFar[3], -2},
        best);
    for (int j = 0; j < reference.size(); j++) {
      WordAligner.Stage stage = WordAligner.Stage.of(candidate.get(i), reference.get(j));
      if (stage != null && !used[j]) {
        used[j] = true;
        int[] next = {
          soFar[0] - 1,
          soFar[1] + (soFar[4] + 1 == j ? 0 : 1),
          soFar[2] + Math.abs(i - j),
          soFar[3] + stage.ordinal(),
          j
        };
        exhaust(candidate, reference, i + 1, used, next, best);
        used[j] = false;
      }
    }
  }

  @Test
  void sentencesOfOneRepeatedWordTakeNoLongTime() {
    CaptionComparison endless =
        image(
            String.join(" ", Collections.nCopies(60, "dog")),
            String.join(" ", Collections.nCopies(50, "dog cat")));
    List<Double> score = new ArrayList<>();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> score.addAll(meteor(endless).perImage()));
    assertTrue(score.get(0) > 0 && score.get(0) < 1, "score " + score);
  }

  @Test
  void refusesNoImagesAndOpensItsOwnLexicon() {
    assertThrows(IllegalArgumentException.class, () -> Meteor.compute(List.of()));
    assertEquals(meteor(image("a dog", "a dog")), Meteor.compute(List.of(image("a dog", "a dog"))));
  }
}
