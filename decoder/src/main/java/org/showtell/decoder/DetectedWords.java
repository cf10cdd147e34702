package org.showtell.decoder;

import java.util.Arrays;
import org.showtell.nn.Check;

/**
 * The words that a detector found in a batch of images, for a network that attends to them beside
 * the grid (You et al. 2016).
 *
 * @param photos B
 * @param slots K, words of an image at most
 * @param ids [B*K], 0 where there is no word, else one plus the detector's number of it
 * @param probabilities [B*K] in [0, 1], 0 where there is no word
 */
public record DetectedWords(int photos, int slots, int[] ids, float[] probabilities) {
  /** Checks the lengths. */
  public DetectedWords {
    Check.atLeast("photos", photos, 1);
    Check.atLeast("slots", slots, 1);
    Check.length("words", ids.length, photos * slots);
    Check.length("probabilities of words", probabilities.length, ids.length);
  }

  /** Each image's words so many times, one after the other, as sentences of one image lie. */
  public DetectedWords repeated(int times) {
    int[] allIds = new int[ids.length * times];
    float[] all = new float[ids.length * times];
    for (int row = 0; row < photos * times; row++) {
      System.arraycopy(ids, row / times * slots, allIds, row * slots, slots);
      System.arraycopy(probabilities, row / times * slots, all, row * slots, slots);
    }
    return new DetectedWords(photos * times, slots, allIds, all);
  }

  /** How many words an image has. */
  int count(int photo) {
    int count = 0;
    for (int k = photo * slots; k < (photo + 1) * slots; k++) {
      count += ids[k] > 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DetectedWords that
        && photos == that.photos
        && slots == that.slots
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return Arrays.toString(ids) + " " + Arrays.toString(probabilities);
  }
}
