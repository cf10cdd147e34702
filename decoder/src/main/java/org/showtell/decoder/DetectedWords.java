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
 * @param evidence [B*W], how much an image speaks for (above 0) or against (below 0) a caption that
 *     says each of the detector's W words, in log-odds; empty where it is not known
 */
public record DetectedWords(
    int photos, int slots, int[] ids, float[] probabilities, float[] evidence) {
  /** Checks the lengths. */
  public DetectedWords {
    Check.atLeast("photos", photos, 1);
    Check.atLeast("slots", slots, 1);
    Check.length("words", ids.length, photos * slots);
    Check.length("probabilities of words", probabilities.length, ids.length);
    Check.that(
        evidence.length % photos == 0,
        "evidence must be of as many words for each of " + photos + " images",
        evidence.length + " numbers");
  }

  /** Words of which nothing else is known. */
  public DetectedWords(int photos, int slots, int[] ids, float[] probabilities) {
    this(photos, slots, ids, probabilities, new float[0]);
  }

  /**
   * The same with evidence.
   *
   * @param all [B*W]
   */
  public DetectedWords withEvidence(float[] all) {
    return new DetectedWords(photos, slots, ids, probabilities, all);
  }

  /**
   * The evidence for a word in an image, 0 if it is not known.
   *
   * @param id one plus the detector's number of the word
   */
  public double evidence(int photo, int id) {
    return evidence.length == 0 ? 0 : evidence[photo * (evidence.length / photos) + id - 1];
  }

  /** Each image's words, without evidence, so many times one after the other. */
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
        && Arrays.equals(probabilities, that.probabilities)
        && Arrays.equals(evidence, that.evidence);
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
