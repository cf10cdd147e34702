package org.showtell.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.ToIntFunction;

/**
 * Numbers n-grams, so that millions of them fit in memory and are compared at once: an n-gram is
 * the number of its first n-1 words and its last word, kept in one open-addressing table.
 */
final class NGramIds {
  private static final int ROOT = 0;
  private static final long FREE = 0; // no key is 0: words are numbered from 1

  private final Map<String, Integer> words = new HashMap<>();
  private long[] keys = new long[1 << 12];
  private int[] ids = new int[1 << 12];
  private int size;

  /** How many numbers are given; they are 1 to this. */
  int size() {
    return size;
  }

  /**
   * Numbers the n-grams of a sentence, new ones too: for each n from 1 in ascending order, repeated
   * as the n-gram is.
   */
  int[][] of(List<String> tokens, int most) {
    return grams(tokens, most, this::word, this::id);
  }

  /**
   * The same without keeping what is new: unknown n-grams get numbers above {@link #size}, which
   * are worth nothing outside of this sentence. Safe for several threads while nothing is added.
   */
  int[][] known(List<String> tokens, int most) {
    Map<String, Integer> newWords = new HashMap<>();
    Map<Long, Integer> newGrams = new HashMap<>();
    return grams(
        tokens,
        most,
        token -> {
          Integer word = words.get(token);
          return word != null
              ? word
              : newWords.computeIfAbsent(token, t -> words.size() + newWords.size() + 1);
        },
        (prefix, word) -> {
          long key = (long) prefix << 32 | word;
          int slot = slot(key);
          return keys[slot] == key
              ? ids[slot]
              : newGrams.computeIfAbsent(key, k -> size + newGrams.size() + 1);
        });
  }

  private static int[][] grams(
      List<String> tokens, int most, ToIntFunction<String> word, IntBinaryOperator gram) {
    int[][] grams = new int[most][];
    for (int n = 1; n <= most; n++) {
      grams[n - 1] = new int[Math.max(0, tokens.size() - n + 1)];
    }
    for (int start = 0; start < tokens.size(); start++) {
      int prefix = ROOT;
      for (int n = 1; n <= most && start + n <= tokens.size(); n++) {
        prefix = gram.applyAsInt(prefix, word.applyAsInt(tokens.get(start + n - 1)));
        grams[n - 1][start] = prefix;
      }
    }
    for (int[] sorted : grams) {
      Arrays.sort(sorted);
    }
    return grams;
  }

  private int word(String token) {
    return words.computeIfAbsent(token, t -> words.size() + 1);
  }

  private int id(int prefix, int word) {
    long key = (long) prefix << 32 | word;
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (size + 1 > keys.length / 2) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      ids[slot] = ++size;
    }
    return ids[slot];
  }

  /** Where the key is, or would be. */
  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed ^ mixed >>> 32) & keys.length - 1;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldIds = ids;
    keys = new long[oldKeys.length * 2];
    ids = new int[oldIds.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        ids[slot] = oldIds[i];
      }
    }
  }
}
