package org.showtell.decoder.generation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.showtell.decoder.Tokens;

/**
 * Rules out tokens that a sentence must not go on with, by setting their log-probability to -inf,
 * and moves what is in doubt to neutral words.
 */
final class TokenConstraints {
  private final GenerationConfig config;
  private final Map<Integer, List<Integer>> tokensOfWords;

  TokenConstraints(GenerationConfig config) {
    this.config = config;
    tokensOfWords = config.constraints().content().tokensOfWords();
  }

  /**
   * Applies the rules to one row.
   *
   * @param logProbs [R, V]
   * @param offset where the row starts
   * @param vocabularySize V
   * @param prefix words of the sentence so far
   */
  void apply(float[] logProbs, int offset, int vocabularySize, int[] prefix) {
    config.constraints().neutral().apply(logProbs, offset);
    logProbs[offset + Tokens.PAD] = Float.NEGATIVE_INFINITY;
    logProbs[offset + Tokens.START] = Float.NEGATIVE_INFINITY;
    logProbs[offset + Tokens.UNK] = Float.NEGATIVE_INFINITY;
    if (prefix.length < config.lengths().minNewTokens()) {
      logProbs[offset + Tokens.END] = Float.NEGATIVE_INFINITY;
    }
    if (config.constraints().noRepeatNgramSize() > 0) {
      forbidRepeats(logProbs, offset, prefix, config.constraints().noRepeatNgramSize());
    }
    forbidJoiningWithItself(logProbs, offset, prefix);
    for (int word : config.constraints().content().said(prefix)) {
      tokensOfWords.get(word).forEach(token -> logProbs[offset + token] = Float.NEGATIVE_INFINITY);
    }
    forbidUnfinished(logProbs, offset, prefix);
  }

  /** Neither END nor the token limit comes after a word such as "a" or "with". */
  private void forbidUnfinished(float[] logProbs, int offset, int[] prefix) {
    Set<Integer> unfinished = config.constraints().content().unfinished();
    if (prefix.length > 0 && unfinished.contains(prefix[prefix.length - 1])) {
      logProbs[offset + Tokens.END] = Float.NEGATIVE_INFINITY;
    }
    if (prefix.length == config.lengths().maxNewTokens() - 1) {
      unfinished.forEach(token -> logProbs[offset + token] = Float.NEGATIVE_INFINITY);
    }
  }

  /**
   * A connective as the last word or the last but one: the word before it does not follow. Nor does
   * the last word itself.
   */
  private void forbidJoiningWithItself(float[] logProbs, int offset, int[] prefix) {
    if (!config.constraints().connectives().isEmpty() && prefix.length > 0) {
      logProbs[offset + prefix[prefix.length - 1]] = Float.NEGATIVE_INFINITY;
    }
    for (int at = Math.max(1, prefix.length - 2); at < prefix.length; at++) {
      if (config.constraints().connectives().contains(prefix[at])) {
        logProbs[offset + prefix[at - 1]] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  private static void forbidRepeats(float[] logProbs, int offset, int[] prefix, int size) {
    int context = size - 1;
    for (int at = 0; at + context < prefix.length; at++) {
      boolean same = true;
      for (int i = 0; i < context && same; i++) {
        same = prefix[at + i] == prefix[prefix.length - context + i];
      }
      if (same) {
        logProbs[offset + prefix[at + context]] = Float.NEGATIVE_INFINITY;
      }
    }
  }
}
