package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

class ContentRulesTest {
  private static final int DOG = Tokens.SPECIALS;
  private static final int DOGS = Tokens.SPECIALS + 1;
  private static final int CAT = Tokens.SPECIALS + 2;
  private static final int A = Tokens.SPECIALS + 3;
  private static final int WORDS = 4;

  /** "dog" and "dogs" are one word, "cat" another; no sentence ends with "a". */
  private static final ContentRules RULES =
      new ContentRules(new int[] {0, 0, 0, 0, 1, 1, 2, 0}, 0, Set.of(A));

  private static final GenerationConfig TOY = GenerationConfig.defaults().withTokens(1, 4);

  /** Photo 1, in which both words were seen, the dog more surely. */
  private static VisualMemory photo() {
    return TableDecoder.photos(1)
        .withWords(new DetectedWords(1, 3, new int[] {1, 2, 0}, new float[] {.9f, .4f, 0}));
  }

  private static List<Hypothesis> found(CaptionDecoder decoder, GenerationConfig config) {
    return CaptionSearch.of(config).search(decoder, photo()).get(0);
  }

  /** Every sentence that the rules allow, best first. */
  private static List<Hypothesis> bruteForce(TableDecoder decoder, GenerationConfig config) {
    List<Hypothesis> all = new ArrayList<>();
    enumerate(decoder, new ArrayList<>(List.of(1, Tokens.START)), 0, config, all);
    all.sort(
        Comparator.comparingDouble((Hypothesis h) -> h.rank(config.lengths().lengthPenalty()))
            .reversed());
    return all;
  }

  private static void enumerate(
      TableDecoder decoder,
      List<Integer> history,
      double logProb,
      GenerationConfig config,
      List<Hypothesis> all) {
    int[] words = history.subList(2, history.size()).stream().mapToInt(i -> i).toArray();
    if (saysAWordTwice(words)) {
      return;
    }
    boolean finished = words.length == 0 || words[words.length - 1] != A;
    double bonus =
        IntStream.of(words).mapToDouble(w -> gain(w, config.constraints().content().bonus())).sum();
    if (words.length == config.lengths().maxNewTokens()) {
      if (finished) {
        all.add(new Hypothesis(words, logProb, words.length, false, List.of(), bonus));
      }
      return;
    }
    float[] next = decoder.logProbs(history);
    if (finished && words.length >= config.lengths().minNewTokens()) {
      double ended = logProb + next[Tokens.END];
      all.add(new Hypothesis(words, ended, words.length + 1, true, List.of(), bonus));
    }
    for (int token = Tokens.SPECIALS; token < next.length; token++) {
      history.add(token);
      enumerate(decoder, history, logProb + next[token], config, all);
      history.remove(history.size() - 1);
    }
  }

  private static double gain(int token, double bonus) {
    return switch (token) {
      case DOG, DOGS -> bonus * .9f;
      case CAT -> bonus * .4f;
      default -> 0;
    };
  }

  private static boolean saysAWordTwice(int[] words) {
    int[] content = IntStream.of(words).map(RULES::word).filter(word -> word > 0).toArray();
    return IntStream.of(content).distinct().count() < content.length;
  }

  @ParameterizedTest
  @CsvSource({"-0.5,0.7", "-0.5,6", "0,0.7", "0.6,6", "1,0", "1,0.7", "1,6", "2,3"})
  void wideBeamEqualsBruteForceOverAllSentences(double lengthPenalty, double bonus) {
    for (long seed = 0; seed < 10; seed++) {
      TableDecoder decoder = new TableDecoder(WORDS, seed);
      GenerationConfig config =
          TOY.withNumBeams(400)
              .withNumReturnSequences(8)
              .withLengthPenalty(lengthPenalty)
              .withContent(RULES.withBonus(bonus));
      List<Hypothesis> expected = bruteForce(decoder, config);
      List<Hypothesis> actual = found(decoder, config);
      for (int i = 0; i < 8; i++) {
        assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens(), "seed " + seed);
        assertEquals(expected.get(i).logProb(), actual.get(i).logProb(), 1e-9);
        assertEquals(expected.get(i).bonus(), actual.get(i).bonus(), 1e-9);
        assertEquals(expected.get(i).scoredTokens(), actual.get(i).scoredTokens());
      }
    }
  }

  /** There are at most 6 live sentences: 7 beams prune none, but stop early. */
  @ParameterizedTest
  @CsvSource({"-0.5,6", "0,0.7", "1,0", "1,0.7", "1,6", "2,6"})
  void stoppingEarlyLosesNothing(double lengthPenalty, double bonus) {
    ContentRules eachWordOnce = new ContentRules(new int[] {0, 0, 0, 0, 1, 2, 3}, bonus, Set.of());
    GenerationConfig all =
        GenerationConfig.defaults()
            .withTokens(0, 10)
            .withNumBeams(100)
            .withNumReturnSequences(6)
            .withLengthPenalty(lengthPenalty)
            .withContent(eachWordOnce);
    for (long seed = 0; seed < 20; seed++) {
      TableDecoder decoder = new TableDecoder(3, seed);
      assertEquals(
          found(decoder, all).toString(),
          found(decoder, all.withNumBeams(7)).toString(),
          "seed " + seed);
    }
  }

  /** The next token is always the same: END with a middling, going on with a high probability. */
  private static final class Talkative implements CaptionDecoder {
    private record Steps(int rows, int step) implements CaptionDecoder.State {
      @Override
      public CaptionDecoder.State select(int[] chosen) {
        return new Steps(chosen.length, step);
      }
    }

    @Override
    public int vocabularySize() {
      return Tokens.SPECIALS + 2;
    }

    @Override
    public CaptionDecoder.State initialState(VisualMemory memory) {
      return new Steps(1, 0);
    }

    @Override
    public CaptionDecoder.Step step(int[] tokens, CaptionDecoder.State state) {
      int step = ((Steps) state).step();
      float[] logProbs = new float[tokens.length * vocabularySize()];
      for (int row = 0; row < tokens.length; row++) {
        int at = row * vocabularySize();
        logProbs[at + Tokens.END] = step == 1 ? -.5f : -9;
        logProbs[at + DOG] = -1;
        logProbs[at + DOGS] = step == 0 ? -9 : step == 1 ? -1.8f : -.01f;
      }
      return new CaptionDecoder.Step(logProbs, new Steps(tokens.length, step + 1));
    }
  }

  @Test
  void positiveSumThatGrowsWithItsLengthIsWaitedFor() {
    // After "dog": ends at rank (5 - 1.5) * 2, goes on to rank (5 - 2.83) * 5.
    GenerationConfig config =
        TOY.withTokens(1, 5)
            .withNumBeams(1)
            .withLengthPenalty(-1)
            .withContent(new ContentRules(new int[] {0, 0, 0, 0, 1, 0}, 5, Set.of()));
    VisualMemory dog =
        TableDecoder.photos(1).withWords(new DetectedWords(1, 1, new int[] {1}, new float[] {1}));
    assertArrayEquals(
        new int[] {DOG, DOGS, DOGS, DOGS, DOGS},
        new BeamSearch(config).search(new Talkative(), dog).get(0).get(0).tokens());
  }

  private static List<GenerationConfig> searches(GenerationConfig config, long seed) {
    return List.of(
        config,
        config.withNumBeams(1),
        config.withNumBeams(1).withContent(config.constraints().content().withBonus(2)),
        config.withContent(config.constraints().content().withBonus(2)),
        config.withSampling(1, 0, 1, seed),
        config.withSampling(1, 2, 1, seed));
  }

  @Test
  void noWordIsSaidTwiceAndNoSentenceEndsWithAnUnfinishedToken() {
    int twice = 0;
    int unfinished = 0;
    for (long seed = 0; seed < 60; seed++) {
      TableDecoder decoder = new TableDecoder(WORDS, seed);
      for (int most = 1; most <= 6; most++) {
        GenerationConfig free = TOY.withTokens(1, most);
        for (GenerationConfig config : searches(free.withContent(RULES), seed)) {
          int[] words = found(decoder, config).get(0).tokens();
          assertFalse(saysAWordTwice(words), "seed " + seed);
          assertTrue(words.length > 0 && words[words.length - 1] != A, "seed " + seed);
        }
        int[] words = found(decoder, free).get(0).tokens();
        twice += saysAWordTwice(words) ? 1 : 0;
        unfinished += words[words.length - 1] == A ? 1 : 0;
      }
    }
    assertTrue(twice > 20 && unfinished > 20, "without rules: " + twice + ", " + unfinished);
  }

  @Test
  void sentenceEndsWhereEveryTokenIsRuledOut() {
    ContentRules strict = new ContentRules(new int[] {0, 0, 0, 0, 1, 1}, 0, Set.of(DOGS));
    for (long seed = 0; seed < 20; seed++) {
      TableDecoder decoder = new TableDecoder(2, seed);
      GenerationConfig config = TOY.withTokens(3, 6).withContent(strict);
      for (GenerationConfig search : searches(config, seed)) {
        Hypothesis only = found(decoder, search).get(0);
        assertTrue(only.tokens().length == 0 || only.tokens()[0] == DOG, only.toString());
        assertTrue(Double.isFinite(only.logProb()), only.toString());
      }
    }
  }

  @Test
  void withoutABonusWordsAddNothing() {
    for (long seed = 0; seed < 20; seed++) {
      TableDecoder decoder = new TableDecoder(WORDS, seed);
      GenerationConfig config = TOY.withNumReturnSequences(3);
      GenerationConfig noBonus = config.withContent(new ContentRules(new int[8], 5, Set.of()));
      assertEquals(found(decoder, config), found(decoder, noBonus));
      GenerationConfig ruled = config.withContent(RULES);
      assertEquals(
          found(decoder, ruled),
          new BeamSearch(ruled).search(decoder, TableDecoder.photos(1)).get(0),
          "detected words do not matter");
      assertEquals(0, found(decoder, ruled).get(0).bonus());
    }
  }

  @Test
  void scoreIsTheMeanLogProbabilityWithoutTheBonus() {
    int rewarded = 0;
    for (long seed = 0; seed < 20; seed++) {
      TableDecoder decoder = new TableDecoder(WORDS, seed);
      Hypothesis best = found(decoder, TOY.withContent(RULES.withBonus(3))).get(0);
      List<Integer> history = new ArrayList<>(List.of(1, Tokens.START));
      double sum = 0;
      for (int token : best.tokens()) {
        sum += decoder.logProbs(history)[token];
        history.add(token);
      }
      sum += best.ended() ? decoder.logProbs(history)[Tokens.END] : 0;
      int scored = best.tokens().length + (best.ended() ? 1 : 0);
      assertEquals(sum / scored, best.meanLogProb(), 1e-6);
      assertEquals((sum + best.bonus()) / scored, best.rank(1), 1e-6);
      rewarded += best.bonus() > 0 ? 1 : 0;
    }
    assertTrue(rewarded > 15, "sentences with a detected word: " + rewarded);
  }

  @Test
  void beamOfOneIsGreedyUnlessWordsEarnSomething() {
    GenerationConfig one = TOY.withNumBeams(1);
    assertInstanceOf(GreedySearch.class, CaptionSearch.of(one.withContent(RULES)));
    assertInstanceOf(BeamSearch.class, CaptionSearch.of(one.withContent(RULES.withBonus(1))));
    assertInstanceOf(
        GreedySearch.class, CaptionSearch.of(one.withContent(ContentRules.NONE.withBonus(1))));
  }

  @Test
  void wordsOfLittleProbabilityAndOtherPhotosEarnNothing() {
    DetectedWords two =
        new DetectedWords(2, 2, new int[] {1, 2, 2, 0}, new float[] {.5f, .25f, .75f, 0});
    assertEquals(Map.of(1, 1.0), RULES.withBonus(2).gains(two, 0));
    assertEquals(Map.of(2, 1.5), RULES.withBonus(2).gains(two, 1));
    assertEquals(Map.of(), RULES.gains(two, 0));
    assertEquals(Map.of(), RULES.withBonus(2).gains(null, 0));
  }

  @Test
  void eachWordKnowsItsTokens() {
    assertEquals(Map.of(1, List.of(DOG, DOGS), 2, List.of(CAT)), RULES.tokensOfWords());
    assertArrayEquals(new int[] {1, 2}, RULES.said(new int[] {A, DOGS, CAT}));
    assertArrayEquals(new int[0], ContentRules.NONE.said(new int[] {A, DOGS}));
  }

  @Test
  void theSetIsCopiedAndTheBonusChecked() {
    Set<Integer> tokens = new TreeSet<>(Set.of(A));
    ContentRules rules = new ContentRules(new int[8], 1, tokens);
    tokens.clear();
    assertEquals(Set.of(A), rules.unfinished());
    assertEquals(RULES.withBonus(2), RULES.withBonus(2));
    assertNotEquals(RULES, RULES.withBonus(2));
    for (double bonus : new double[] {-0.1, 101, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> RULES.withBonus(bonus));
    }
  }
}
