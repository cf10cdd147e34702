package org.showtell.dataset.keywords;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts content words and builds the {@link KeywordVocabulary} of the frequent ones. */
public final class KeywordVocabularyBuilder {
  /** A word that is asked for must be in this many photos or sentences, or nothing teaches it. */
  private static final int LEAST_FOR_INCLUDED = 8;

  private final ContentWords content = ContentWords.english();
  private final Map<String, Integer> photos = new HashMap<>();
  private final Map<String, Integer> sentences = new HashMap<>();

  /** Adds an image by its captions' tokens; it counts once for a word. */
  public KeywordVocabularyBuilder addPhoto(Collection<List<String>> captionsTokens) {
    Set<String> words = new HashSet<>();
    captionsTokens.forEach(tokens -> words.addAll(content.of(tokens)));
    words.forEach(word -> photos.merge(word, 1, Integer::sum));
    return this;
  }

  /** Adds a sentence without an image. */
  public KeywordVocabularyBuilder addSentence(List<String> tokens) {
    content.of(tokens).forEach(word -> sentences.merge(word, 1, Integer::sum));
    return this;
  }

  /**
   * The words of at least so many images or so many sentences, by the sum of both descending, then
   * by code units; included words that are rarer come last, in the same order.
   *
   * @param most words, 1 or more; included words count among them and rather stay than others
   * @param include words to have though they are rarer, such as {@link ClassWords#nouns}; those in
   *     fewer than eight images and sentences are left out
   */
  public KeywordVocabulary build(
      int minPhotos, int minSentences, int most, Collection<String> include) {
    if (minPhotos < 1 || minSentences < 1 || most < 1) {
      throw new IllegalArgumentException(
          "minPhotos, minSentences and most must be at least 1 (usual: 40, 150, 1000), but got "
              + List.of(minPhotos, minSentences, most));
    }
    Comparator<String> commonestFirst =
        Comparator.comparingInt((String word) -> -sum(word)).thenComparing(word -> word);
    List<String> frequent = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    Set<String> wanted = new HashSet<>(include);
    Set<String> all = new HashSet<>(photos.keySet());
    all.addAll(sentences.keySet());
    for (String word : all.stream().sorted(commonestFirst).toList()) {
      if (photos.getOrDefault(word, 0) >= minPhotos
          || sentences.getOrDefault(word, 0) >= minSentences) {
        frequent.add(word);
      } else if (wanted.contains(word) && sum(word) >= LEAST_FOR_INCLUDED) {
        asked.add(word);
      }
    }
    asked = asked.subList(0, Math.min(most, asked.size()));
    Set<String> kept = new LinkedHashSet<>();
    int others = most - asked.size();
    int included = (int) frequent.stream().filter(wanted::contains).count();
    others -= Math.min(included, others);
    for (String word : frequent) {
      if (wanted.contains(word)) {
        kept.add(word);
      } else if (others > 0) {
        kept.add(word);
        others--;
      }
    }
    kept.addAll(asked);
    return new KeywordVocabulary(kept.stream().limit(most).toList());
  }

  private int sum(String word) {
    return photos.getOrDefault(word, 0) + sentences.getOrDefault(word, 0);
  }
}
