package org.showtell.dataset.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts words and builds the {@link Vocabulary} of the frequent ones. */
public final class VocabularyBuilder {
  private final Map<String, Long> counts = new HashMap<>();

  /**
   * @param tokens the tokens of one caption
   * @return this
   */
  public VocabularyBuilder add(List<String> tokens) {
    tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
    return this;
  }

  /**
   * The order depends on nothing but the counts: by count descending, then by code units.
   *
   * @param minWordCount a word needs to occur this often, 1 or more
   * @return the vocabulary
   */
  public Vocabulary build(int minWordCount) {
    check(minWordCount);
    List<Map.Entry<String, Long>> kept = new ArrayList<>(counts.entrySet());
    kept.removeIf(entry -> entry.getValue() < minWordCount);
    kept.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return Vocabulary.of(kept.stream().map(Map.Entry::getKey).toList());
  }

  /**
   * @param minWordCount as for {@link #build}
   * @return what a vocabulary with this threshold keeps and drops
   */
  public VocabularyCoverage coverage(int minWordCount) {
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
    return new VocabularyCoverage(minWordCount, kept, counts.size() - kept, covered, total);
  }

  private static void check(int minWordCount) {
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "minWordCount is 1 or more (5 is usual), received " + minWordCount);
    }
  }
}
