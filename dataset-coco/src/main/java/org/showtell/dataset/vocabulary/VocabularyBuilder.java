package org.showtell.dataset.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts words and builds the {@link Vocabulary} of the frequent ones. */
public final class VocabularyBuilder {
  private final Map<String, Long> counts = new HashMap<>();

  public VocabularyBuilder add(List<String> tokens) {
    tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
    return this;
  }

  /**
   * The words that occur at least so often, by count descending, then by code units.
   *
   * @throws IllegalArgumentException if there are words, and none occurs so often
   */
  public Vocabulary build(int minWordCount) {
    check(minWordCount);
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(minWordCount);
    if (most < minWordCount) {
      throw new IllegalArgumentException(
          "minWordCount must be at most "
              + most
              + ", since no word occurs more often, but got "
              + minWordCount
              + "; few captions need 1");
    }
    List<Map.Entry<String, Long>> kept = new ArrayList<>(counts.entrySet());
    kept.removeIf(entry -> entry.getValue() < minWordCount);
    kept.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return Vocabulary.of(kept.stream().map(Map.Entry::getKey).toList());
  }

  /** What a vocabulary with this threshold keeps and drops. */
  public Coverage coverage(int minWordCount) {
    check(minWordCount);
    int kept = 0;
    long covered = 0;
    long total = 0;
    for (long count : counts.values()) {
      total += count;
      if (count >= minWordCount) {
        kept++;
        covered += count;
      }
    }
    return new Coverage(minWordCount, kept, counts.size() - kept, covered, total);
  }

  private static void check(int minWordCount) {
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "minWordCount must be at least 1 (5 is usual), but got " + minWordCount);
    }
  }

  /** How much of a text a vocabulary covers: different words, and running words. */
  public record Coverage(
      int minWordCount, int wordsKept, int wordsDropped, long tokensCovered, long tokensTotal) {

    /** The part of the running words that is in the vocabulary, from 0 to 1; 1 for no text. */
    public double tokenShare() {
      return tokensTotal == 0 ? 1.0 : (double) tokensCovered / tokensTotal;
    }

    /** One line for a person. */
    public String summary() {
      return String.format(
          Locale.ROOT,
          "vocabulary: %d words that occur at least %d times, %d rarer words dropped; %.2f %% of"
              + " %d tokens covered",
          wordsKept,
          minWordCount,
          wordsDropped,
          100 * tokenShare(),
          tokensTotal);
    }
  }
}
