package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Tokens;

class ObjectEvidenceTest {
  private static final int CAT = Tokens.SPECIALS + 2;

  /** Two forms of a dog, a cat, a hen, and words that name nothing. */
  private static final ContentRules RULES =
      new ContentRules(new int[] {0, 0, 0, 0, 1, 1, 2, 3, 0, 0, 0, 0}, 0, Set.of());

  private static final int WORDS = 8;

  private static final GenerationConfig SEARCH =
      GenerationConfig.defaults().withNumBeams(2).withTokens(1, 5);

  private static DetectedWords saw(float... evidence) {
    return new DetectedWords(1, 1, new int[1], new float[1]).withEvidence(evidence);
  }

  private static List<Hypothesis> found(
      long seed, double weight, int captions, DetectedWords detected) {
    GenerationConfig config =
        SEARCH.withContent(RULES.withEvidenceWeight(weight)).withNumReturnSequences(captions);
    return CaptionSearch.of(config)
        .search(new TableDecoder(WORDS, seed), TableDecoder.photos(1).withWords(detected))
        .get(0);
  }

  private static boolean says(Hypothesis sentence, int token) {
    return IntStream.of(sentence.tokens()).anyMatch(said -> said == token);
  }

  @Test
  void theObjectsWithTheMostEvidenceAreFollowed() {
    ObjectEvidence evidence = new ObjectEvidence(RULES.withEvidenceWeight(0.5), saw(1, 3, -2), 0);
    assertEquals(2, evidence.followed());
    assertEquals(1, evidence.object(CAT));
    assertEquals(2, evidence.object(Tokens.SPECIALS + 1));
    assertEquals(0, evidence.object(Tokens.SPECIALS + 3));
    assertEquals(0.5 * (3 - 2), evidence.of(new int[] {CAT, 9, Tokens.SPECIALS + 3}), 1e-9);
  }

  @Test
  void withoutWeightOrEvidenceNothingIsFollowed() {
    for (ObjectEvidence none :
        List.of(
            new ObjectEvidence(RULES, saw(1, 3, -2), 0),
            new ObjectEvidence(RULES.withEvidenceWeight(1), saw(), 0),
            new ObjectEvidence(RULES.withEvidenceWeight(1), null, 0),
            new ObjectEvidence(ContentRules.NONE.withEvidenceWeight(1), saw(1, 3, -2), 0))) {
      assertEquals(0, none.followed());
      assertEquals(0, none.of(new int[] {CAT}));
    }
  }

  @Test
  void eachImageHasItsOwnEvidence() {
    DetectedWords two =
        new DetectedWords(2, 1, new int[2], new float[2])
            .withEvidence(new float[] {1, 0, 0, 0, 2, 0});
    assertEquals(2, new ObjectEvidence(RULES.withEvidenceWeight(1), two, 1).of(new int[] {CAT}));
    assertEquals(0, new ObjectEvidence(RULES.withEvidenceWeight(1), two, 0).of(new int[] {CAT}));
  }

  /** A beam of two seldom names the cat by itself. */
  @Test
  void anObjectThatIsSurelyThereIsNamed() {
    int before = 0;
    for (long seed = 0; seed < 50; seed++) {
      before += says(found(seed, 0, 1, saw(0, 4, 0)).get(0), CAT) ? 1 : 0;
      assertTrue(says(found(seed, 100, 1, saw(0, 4, 0)).get(0), CAT), "seed " + seed);
    }
    assertTrue(before < 35, "named without evidence: " + before);
  }

  @Test
  void theFirstSentenceHasTheBetterRankWithEvidence() {
    DetectedWords seen = saw(-1, 2, 1);
    ObjectEvidence evidence = new ObjectEvidence(RULES.withEvidenceWeight(0.2), seen, 0);
    int changed = 0;
    for (long seed = 0; seed < 50; seed++) {
      Hypothesis plain = found(seed, 0, 1, seen).get(0);
      Hypothesis supported = found(seed, 0.2, 1, seen).get(0);
      double gain =
          supported.rank(1)
              + evidence.of(supported.tokens())
              - plain.rank(1)
              - evidence.of(plain.tokens());
      boolean same = Arrays.equals(plain.tokens(), supported.tokens());
      assertTrue(same || gain > 0, "seed " + seed);
      changed += same ? 0 : 1;
    }
    assertTrue(changed > 5 && changed < 50, "changed: " + changed);
  }

  /** The other places are those of a search without evidence. */
  @Test
  void severalCaptionsAreNeverTheSame() {
    for (long seed = 0; seed < 50; seed++) {
      List<Hypothesis> plain = found(seed, 0, 2, saw(0, 4, 0));
      List<Hypothesis> supported = found(seed, 100, 2, saw(0, 4, 0));
      assertEquals(2, Set.copyOf(supported).size(), "seed " + seed);
      boolean moved = !supported.get(0).equals(plain.get(0));
      Hypothesis second = moved ? plain.get(0) : plain.get(1);
      assertArrayEquals(second.tokens(), supported.get(1).tokens(), "seed " + seed);
    }
  }
}
