package org.showtell.app.caption;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How much two captions say the same: twice the number of words that they share, over the number of
 * words of both (Dice's coefficient, each word as often as it occurs). 1 for the same words in any
 * order, 0 for no common word.
 */
public final class CaptionSimilarity {
  private CaptionSimilarity() {}

  public static double of(String one, String other) {
    String[] words = words(one);
    String[] others = words(other);
    if (words.length + others.length == 0) {
      return 1;
    }
    Map<String, Integer> left = new HashMap<>();
    Arrays.stream(words).forEach(word -> left.merge(word, 1, Integer::sum));
    int shared = 0;
    for (String word : others) {
      int count = left.getOrDefault(word, 0);
      if (count > 0) {
        shared++;
        left.put(word, count - 1);
      }
    }
    return 2.0 * shared / (words.length + others.length);
  }

  private static String[] words(String caption) {
    String stripped = caption.strip().toLowerCase(Locale.ROOT);
    return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
  }
}
