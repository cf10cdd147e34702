package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

class BeamSearchTest {
  private static final GenerationConfig TOY = GenerationConfig.defaults().withTokens(0, 4);

  /** Every sentence of up to 4 of 4 words, best first. */
  private static List<Hypothesis> bruteForce(
      TableDecoder decoder, int photo, GenerationConfig config) {
    List<Hypothesis> all = new ArrayList<>();
    enumerate(decoder, new ArrayList<>(List.of(photo, Tokens.START)), 0, config, all);
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
    int length = history.size() - 2;
    int[] words = history.subList(2, history.size()).stream().mapToInt(i -> i).toArray();
    if (length == config.lengths().maxNewTokens()) {
      all.add(new Hypothesis(words, logProb, length, false));
      return;
    }
    float[] next = decoder.logProbs(history);
    if (length >= config.lengths().minNewTokens()) {
      all.add(new Hypothesis(words, logProb + next[Tokens.END], length + 1, true));
    }
    for (int token = Tokens.SPECIALS; token < next.length; token++) {
      history.add(token);
      enumerate(decoder, history, logProb + next[token], config, all);
      history.remove(history.size() - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0, 0.6, 1, 2})
  void wideBeamEqualsBruteForceAndANarrowOneFindsNothingBetter(double lengthPenalty) {
    for (long seed = 0; seed < 10; seed++) {
      TableDecoder decoder = new TableDecoder(4, seed);
      GenerationConfig narrow = TOY.withLengthPenalty(lengthPenalty);
      GenerationConfig wide = narrow.withNumBeams(400).withNumReturnSequences(5);
      List<Hypothesis> expected = bruteForce(decoder, 1, wide);
      List<Hypothesis> found = search(wide, decoder);
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(expected.get(i).tokens(), found.get(i).tokens(), "seed " + seed);
        assertEquals(expected.get(i).logProb(), found.get(i).logProb(), 1e-9);
        assertEquals(expected.get(i).scoredTokens(), found.get(i).scoredTokens());
      }
      double best = expected.get(0).rank(lengthPenalty);
      assertTrue(search(narrow, decoder).get(0).rank(lengthPenalty) <= best + 1e-9);
    }
  }

  private static List<Hypothesis> search(GenerationConfig config, TableDecoder decoder) {
    return new BeamSearch(config).search(decoder, TableDecoder.photos(1)).get(0);
  }

  @Test
  void beamOfOneEqualsGreedy() {
    GenerationConfig config = TOY.withTokens(0, 12).withNumBeams(1);
    for (long seed = 0; seed < 30; seed++) {
      TableDecoder decoder = new TableDecoder(6, seed);
      VisualMemory photos = TableDecoder.photos(3);
      List<List<Hypothesis>> greedy = new GreedySearch(config).search(decoder, photos);
      List<List<Hypothesis>> beam =
          new BeamSearch(config.withLengthPenalty(0)).search(decoder, photos);
      for (int photo = 0; photo < 3; photo++) {
        // A beam of one may stop at END although END was not the likeliest: only as far as greedy.
        Hypothesis expected = greedy.get(photo).get(0);
        Hypothesis actual = beam.get(photo).get(0);
        assertArrayEquals(expected.tokens(), actual.tokens(), "seed " + seed);
        assertEquals(expected.logProb(), actual.logProb(), 1e-6);
      }
    }
  }

  @Test
  void batchOfPhotosEqualsPhotosOneByOne() {
    TableDecoder decoder = new TableDecoder(5, 3);
    List<List<Hypothesis>> together =
        new BeamSearch(TOY.withNumReturnSequences(3)).search(decoder, TableDecoder.photos(7));
    for (int photo = 1; photo <= 7; photo++) {
      VisualMemory one = new VisualMemory(1, 1, 1, new float[] {photo});
      assertEquals(
          new BeamSearch(TOY.withNumReturnSequences(3)).search(decoder, one).get(0).toString(),
          together.get(photo - 1).toString());
    }
  }

  @Test
  void sentencesHaveTheirMinimumLengthAndNoSpecialTokens() {
    for (long seed = 0; seed < 20; seed++) {
      for (int least : new int[] {0, 3}) {
        GenerationConfig config = TOY.withTokens(least, least + 4).withNumReturnSequences(3);
        for (Hypothesis hypothesis : search(config, new TableDecoder(3, seed))) {
          assertTrue(hypothesis.tokens().length >= least, hypothesis.toString());
          for (int token : hypothesis.tokens()) {
            assertTrue(token >= Tokens.SPECIALS, hypothesis.toString());
          }
        }
      }
    }
  }

  @Test
  void noBigramOccursTwiceWhenForbidden() {
    for (long seed = 0; seed < 20; seed++) {
      int[] words =
          search(TOY.withTokens(10, 12).withNoRepeatNgramSize(2), new TableDecoder(5, seed))
              .get(0)
              .tokens();
      List<String> seen = new ArrayList<>();
      for (int i = 0; i + 1 < words.length; i++) {
        String bigram = words[i] + " " + words[i + 1];
        assertTrue(!seen.contains(bigram), bigram);
        seen.add(bigram);
      }
    }
  }

  @Test
  void connectiveJoinsNoWordWithItself() {
    int and = Tokens.SPECIALS;
    int joined = 0;
    for (long seed = 0; seed < 60; seed++) {
      TableDecoder decoder = new TableDecoder(3, seed);
      GenerationConfig free = TOY.withTokens(10, 12);
      joined += joinsItself(best(decoder, free), and) ? 1 : 0;
      for (GenerationConfig ruled :
          List.of(
              free.withConnectives(Set.of(and)),
              free.withConnectives(Set.of(and)).withNumBeams(1),
              free.withConnectives(Set.of(and)).withSampling(1, 0, 1, seed))) {
        assertFalse(joinsItself(best(decoder, ruled), and), "seed " + seed);
      }
    }
    assertTrue(joined > 20, "without the rule it would: " + joined);
  }

  private static int[] best(TableDecoder decoder, GenerationConfig config) {
    return CaptionSearch.of(config).search(decoder, TableDecoder.photos(1)).get(0).get(0).tokens();
  }

  /** "X and X", "X and Y X", "X X". */
  private static boolean joinsItself(int[] words, int and) {
    for (int i = 1; i + 1 < words.length; i++) {
      if (words[i] == words[i + 1] || words[i] == words[i - 1]) {
        return true;
      }
      boolean near = words[i + 1] == words[i - 1];
      boolean behind = i + 2 < words.length && words[i + 2] == words[i - 1];
      if (words[i] == and && (near || behind)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void sentenceAtTheTokenLimitIsRankedWithTheFinishedOnes() {
    boolean limited = false;
    for (long seed = 0; seed < 40 && !limited; seed++) {
      limited = !search(TOY.withTokens(0, 2), new TableDecoder(8, seed)).get(0).ended();
    }
    assertTrue(limited, "some best sentence of forty reaches the limit");
  }
}
