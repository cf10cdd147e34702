package org.showtell.encoder.training.distillation;

import java.util.List;
import java.util.Objects;

/**
 * Words of the photos' captions as labels.
 *
 * @param words V words, in the order of their labels
 * @param byPhoto by the photo's index in the store: [V], the share of its captions that have each
 *     word; null for a photo without captions
 */
public record WordLabels(List<String> words, List<float[]> byPhoto) {
  /** Checks the lengths. */
  public WordLabels {
    words = List.copyOf(words);
    byPhoto = java.util.Collections.unmodifiableList(byPhoto);
    int size = words.size();
    if (byPhoto.stream().filter(Objects::nonNull).anyMatch(labels -> labels.length != size)) {
      throw new IllegalArgumentException("every captioned photo has a label for each word");
    }
  }

  /** Photos without captions. */
  public static WordLabels none() {
    return new WordLabels(List.of(), List.of());
  }

  /** V; 0 without captions. */
  int size() {
    return words.size();
  }

  /**
   * The logit of each word's share over all captioned photos, where a head that knows nothing of
   * them is best off to begin; [V].
   */
  float[] priors() {
    double[] sums = new double[size()];
    int captioned = 0;
    for (float[] labels : byPhoto) {
      if (labels != null) {
        captioned++;
        for (int v = 0; v < sums.length; v++) {
          sums[v] += labels[v];
        }
      }
    }
    float[] logits = new float[sums.length];
    for (int v = 0; v < sums.length; v++) {
      double share = (sums[v] + 0.5) / (captioned + 1.0); // never 0, never 1
      logits[v] = (float) Math.log(share / (1 - share));
    }
    return logits;
  }

  /** The labels of a photo, or null. */
  float[] of(int photo) {
    return photo < byPhoto.size() ? byPhoto.get(photo) : null;
  }
}
