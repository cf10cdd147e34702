package org.showtell.decoder.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.DetectedWords;

/**
 * Makes the content words of sentences look as if a detector had found them: some are missing, some
 * wrong ones are among them, and the probabilities are those that the detector gives right and
 * wrong words of images that it did not learn from.
 *
 * @param slots K
 * @param right probabilities of detected words that people used
 * @param wrong detected words that nobody used, one plus the detector's number of each
 * @param wrongProbabilities their probabilities
 */
public record DetectionNoise(int slots, float[] right, int[] wrong, float[] wrongProbabilities) {
  /** Share of a sentence's words that are seen. */
  private static final double SEEN = 0.75;

  /** Wrong words of a sentence in the mean. */
  private static final double MISTAKES = 1.2;

  /** Checks that there is something to draw from. */
  public DetectionNoise {
    if (slots < 1 || right.length == 0 || wrong.length != wrongProbabilities.length) {
      throw new IllegalArgumentException(
          ("Expected slots, right words, and a probability of each wrong word, but got %s,"
                  + " %s, %s for %s")
              .formatted(slots, right.length, wrongProbabilities.length, wrong.length));
    }
  }

  /**
   * The words of a batch of sentences as if they had been detected.
   *
   * @param keywords of each sentence, one plus the detector's number
   */
  public DetectedWords of(List<int[]> keywords, SplittableRandom random) {
    int[] ids = new int[keywords.size() * slots];
    float[] probabilities = new float[ids.length];
    for (int row = 0; row < keywords.size(); row++) {
      int filled = row * slots;
      int end = filled + slots;
      int mistakes = wrong.length == 0 ? 0 : poisson(random);
      int[] words = shuffled(keywords.get(row), random);
      for (int word : words) {
        if (filled < end - Math.min(mistakes, slots / 2) && random.nextDouble() < SEEN) {
          ids[filled] = word;
          probabilities[filled++] = right[random.nextInt(right.length)];
        }
      }
      for (int i = 0; i < mistakes && filled < end; i++) {
        int drawn = random.nextInt(wrong.length);
        int word = wrong[drawn];
        boolean there = Arrays.stream(ids, row * slots, filled).anyMatch(id -> id == word);
        if (!there) {
          ids[filled] = word;
          probabilities[filled++] = wrongProbabilities[drawn];
        }
      }
    }
    return new DetectedWords(keywords.size(), slots, ids, probabilities);
  }

  private static int[] shuffled(int[] words, SplittableRandom random) {
    int[] order = words.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** A number of mistakes (Knuth's method). */
  private static int poisson(SplittableRandom random) {
    double limit = Math.exp(-MISTAKES);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
