package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.nn.Check;

/**
 * The order of an epoch: captions of equal length side by side, so that little is padding, in
 * batches whose order is shuffled.
 *
 * <p>The order depends on the seed and the epoch alone: a run that resumes in the middle of an
 * epoch finds the same batches.
 */
final class BatchPlan {
  private static final int MOST_DRAWS = 1000;

  private BatchPlan() {}

  /**
   * The batches of an epoch in which each caption occurs once.
   *
   * @param lengths words per caption
   * @param batchSize B, at least 1
   * @return caption numbers of each batch; the last of a length may be mixed with the next
   */
  static List<int[]> epoch(int[] lengths, int batchSize, long seed, int epoch) {
    return epoch(lengths, null, batchSize, seed, epoch);
  }

  /**
   * The batches of an epoch in which each caption occurs as often as its weight says: w times, and
   * where w is no whole number, once more with the probability of what is left over.
   *
   * @param lengths words per caption
   * @param weights per caption, at least 0; null for once each
   * @param batchSize B, at least 1
   * @return caption numbers of each batch; there may be more or fewer of them in another epoch
   */
  static List<int[]> epoch(int[] lengths, double[] weights, int batchSize, long seed, int epoch) {
    SplittableRandom random = generator(seed, epoch, -1);
    Integer[] order = weights == null ? each(lengths.length) : drawn(weights, random);
    shuffle(order, random);
    Arrays.sort(
        order, Comparator.comparingInt(i -> lengths[i])); // stable: shuffled within a length
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += batchSize) {
      int to = Math.min(order.length, from + batchSize);
      int[] batch = new int[to - from];
      for (int i = from; i < to; i++) {
        batch[i - from] = order[i];
      }
      batches.add(batch);
    }
    int[][] shuffled = batches.toArray(int[][]::new);
    shuffle(shuffled, random);
    return List.of(shuffled);
  }

  /**
   * How many captions an epoch is expected to have.
   *
   * @param lengths words per caption
   * @param weights per caption; null for once each
   * @throws IllegalArgumentException unless there is one weight of at least 0 per caption
   */
  static double expectedSize(int[] lengths, double[] weights) {
    if (weights == null) {
      return lengths.length;
    }
    Check.length("weights of examples", weights.length, lengths.length);
    double sum = 0;
    for (double weight : weights) {
      Check.that(
          weight >= 0 && weight <= MOST_DRAWS,
          "Weights of examples must be in [0, " + MOST_DRAWS + "]",
          weight);
      sum += weight;
    }
    Check.that(sum > 0, "A weight must be above 0", "zeros");
    return sum;
  }

  /** How many batches an epoch is expected to have, at least 1. */
  static int expectedBatches(int[] lengths, double[] weights, int batchSize) {
    // The sum of many weights such as 0.1 is off by less than a millionth of an example.
    double batches = (expectedSize(lengths, weights) - 1e-6) / batchSize;
    return (int) Math.max(1, Math.ceil(batches));
  }

  private static Integer[] each(int captions) {
    Integer[] order = new Integer[captions];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static Integer[] drawn(double[] weights, SplittableRandom random) {
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      int whole = (int) weights[i];
      double left = weights[i] - whole;
      int times = left > 0 && random.nextDouble() < left ? whole + 1 : whole;
      for (int n = 0; n < times; n++) {
        drawn.add(i);
      }
    }
    return drawn.toArray(Integer[]::new);
  }

  /** Fisher and Yates. */
  private static <T> void shuffle(T[] items, SplittableRandom random) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  /**
   * A generator for each place of a run, derived from the run's seed: a resumed run needs to know
   * where it is, not what its generator had drawn.
   *
   * @param batch of the epoch, or -1 for the epoch's order
   */
  static SplittableRandom generator(long seed, int epoch, int batch) {
    long place = seed * 0x9E3779B97F4A7C15L + epoch * 0xBF58476D1CE4E5B9L + batch;
    return new SplittableRandom(new SplittableRandom(place).nextLong());
  }
}
