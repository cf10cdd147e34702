package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The order of an epoch: captions of equal length side by side, so that little is padding, in
 * batches whose order is shuffled.
 *
 * <p>The order depends on the seed and the epoch alone: a run that resumes in the middle of an
 * epoch finds the same batches.
 */
final class BatchPlan {
  private BatchPlan() {}

  /**
   * The batches of an epoch.
   *
   * @param lengths words per caption
   * @param batchSize B, at least 1
   * @return caption numbers of each batch; the last of a length may be mixed with the next
   */
  static List<int[]> epoch(int[] lengths, int batchSize, long seed, int epoch) {
    SplittableRandom random = Seeds.generator(seed, epoch, -1);
    Integer[] order = new Integer[lengths.length];
    Arrays.setAll(order, i -> i);
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

  /** Fisher and Yates. */
  private static <T> void shuffle(T[] items, SplittableRandom random) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }
}
