package org.showtell.app.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.vocabulary.CaptionTokenizer;
import org.showtell.encoder.training.distillation.WordLabels;

/** The commonest words of captions that say what is in a photo, as labels of the photos. */
final class CaptionWords {
  private static final int MOST_WORDS = 1000;

  /** In fewer captioned photos than this a word cannot be learnt. */
  private static final int FEWEST_PHOTOS = 5;

  /** They stand in captions of anything. */
  private static final Set<String> SAY_NOTHING =
      Set.of(
          ("a an the in on of is are and to with at by it its his her their he she they this that"
                  + " as for from there while be has have")
              .split(" "));

  private final CaptionTokenizer tokenizer = new CaptionTokenizer();

  /**
   * @param examples one for each of the store's first photos, in their order
   */
  WordLabels labels(List<CaptionedImage> examples) {
    List<List<Set<String>>> captions = new ArrayList<>();
    Map<String, Integer> photos = new HashMap<>();
    for (CaptionedImage example : examples) {
      List<Set<String>> sets = new ArrayList<>();
      for (String caption : example.captions()) {
        Set<String> words = new HashSet<>(tokenizer.tokenize(caption));
        words.removeAll(SAY_NOTHING);
        words.removeIf(word -> !Character.isLetter(word.charAt(0)));
        sets.add(words);
      }
      captions.add(sets);
      Set<String> all = new HashSet<>();
      sets.forEach(all::addAll);
      all.forEach(word -> photos.merge(word, 1, Integer::sum));
    }
    List<String> words = commonest(photos);
    Map<String, Integer> places = new HashMap<>();
    words.forEach(word -> places.put(word, places.size()));
    List<float[]> labels = captions.stream().map(sets -> shares(sets, places)).toList();
    return new WordLabels(words, labels);
  }

  private static List<String> commonest(Map<String, Integer> photos) {
    return photos.entrySet().stream()
        .filter(entry -> entry.getValue() >= FEWEST_PHOTOS)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_WORDS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static float[] shares(Collection<Set<String>> captions, Map<String, Integer> places) {
    float[] shares = new float[places.size()];
    for (Set<String> caption : captions) {
      for (String word : caption) {
        Integer place = places.get(word);
        if (place != null) {
          shares[place] += 1f / captions.size();
        }
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.min(1f, shares[i]);
    }
    return Arrays.copyOf(shares, shares.length);
  }
}
