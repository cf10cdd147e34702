package org.showtell.app.caption;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A word for what is there in an image, whether or not the caption says it.
 *
 * @param word as the model's list of words has it
 * @param probability that people who describe the image use it, 0 to 1
 */
public record Keyword(String word, double probability) {
  public Keyword {
    if (word.isBlank()) {
      throw new IllegalArgumentException("a keyword must be a word, but got '" + word + "'");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a keyword's probability must be 0 to 1, but got " + probability + " for " + word);
    }
  }

  /**
   * The likeliest words, each once and with its highest probability.
   *
   * @param keywords in any order, words may occur several times
   * @param count the most that are wanted
   * @return likeliest first; of equals the one that came first
   */
  public static List<Keyword> likeliest(Collection<Keyword> keywords, int count) {
    Map<String, Keyword> highest = new LinkedHashMap<>();
    for (Keyword keyword : keywords) {
      highest.merge(keyword.word(), keyword, (a, b) -> b.probability() > a.probability() ? b : a);
    }
    return highest.values().stream()
        .sorted(Comparator.comparingDouble(Keyword::probability).reversed())
        .limit(count)
        .toList();
  }
}
