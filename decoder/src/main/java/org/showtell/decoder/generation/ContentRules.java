package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.showtell.decoder.DetectedWords;
import org.showtell.nn.Check;

/**
 * What a sentence says: no content word twice, what a detector has seen rather than not, and no end
 * where something must follow.
 *
 * @param wordOfToken [V], one plus the detector's number of the word that a token stands for, 0 for
 *     none; empty where there are no such words
 * @param bonus what a detected word that is not said yet adds to the rank, times its probability
 * @param evidenceWeight weight of the evidence for the objects that a finished sentence names,
 *     which is added to its rank; 0 for none
 * @param unfinished tokens that no sentence ends with
 */
public record ContentRules(
    int[] wordOfToken, double bonus, double evidenceWeight, Set<Integer> unfinished) {
  /** No rules. */
  public static final ContentRules NONE = new ContentRules(new int[0], 0, Set.of());

  /** A word that is less likely than this earns nothing. */
  private static final float LEAST = 0.3f;

  /** Copies the set. */
  public ContentRules {
    unfinished = Set.copyOf(unfinished);
    Check.that(bonus >= 0 && bonus <= 100, "wordBonus must be in [0, 100]", bonus);
    Check.that(
        evidenceWeight >= 0 && evidenceWeight <= 100,
        "evidenceWeight must be in [0, 100]",
        evidenceWeight);
  }

  /** Rules without evidence. */
  public ContentRules(int[] wordOfToken, double bonus, Set<Integer> unfinished) {
    this(wordOfToken, bonus, 0, unfinished);
  }

  /** The same with another bonus. */
  public ContentRules withBonus(double other) {
    return new ContentRules(wordOfToken, other, evidenceWeight, unfinished);
  }

  /** The same with another weight of evidence. */
  public ContentRules withEvidenceWeight(double other) {
    return new ContentRules(wordOfToken, bonus, other, unfinished);
  }

  /** Whether ranks are not log-probabilities alone. */
  boolean rewards() {
    return bonus > 0 && wordOfToken.length > 0;
  }

  /**
   * What each detected word of an image earns.
   *
   * @param detected of the batch, or null
   * @return by the word's number plus one
   */
  Map<Integer, Double> gains(DetectedWords detected, int photo) {
    Map<Integer, Double> gains = new LinkedHashMap<>();
    if (rewards() && detected != null) {
      for (int k = photo * detected.slots(); k < (photo + 1) * detected.slots(); k++) {
        if (detected.ids()[k] > 0 && detected.probabilities()[k] >= LEAST) {
          gains.put(detected.ids()[k], bonus * detected.probabilities()[k]);
        }
      }
    }
    return gains;
  }

  /** The content word of a token, or 0. */
  int word(int token) {
    return wordOfToken.length == 0 ? 0 : wordOfToken[token];
  }

  /** The content words of a sentence that was begun. */
  int[] said(int[] prefix) {
    return IntStream.of(prefix).map(this::word).filter(word -> word > 0).toArray();
  }

  /** All tokens that stand for each word, by the word's number plus one. */
  Map<Integer, List<Integer>> tokensOfWords() {
    Map<Integer, List<Integer>> tokens = new HashMap<>();
    for (int token = 0; token < wordOfToken.length; token++) {
      if (wordOfToken[token] > 0) {
        tokens.computeIfAbsent(wordOfToken[token], w -> new ArrayList<>()).add(token);
      }
    }
    return tokens;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentRules that
        && bonus == that.bonus
        && evidenceWeight == that.evidenceWeight
        && unfinished.equals(that.unfinished)
        && Arrays.equals(wordOfToken, that.wordOfToken);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wordOfToken);
  }

  @Override
  public String toString() {
    return "bonus "
        + bonus
        + ", evidence "
        + evidenceWeight
        + ", "
        + wordOfToken.length
        + " tokens";
  }
}
