package org.showtell.app.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.decoder.training.TrainingLoop;

/**
 * A training task in which the encoder is trained too. An example is an image with its captions or
 * questions, so that all of them share one pass through the convolutions.
 */
public final class FineTuningTask implements TrainingLoop.Task {
  private final TrainableFeatures images;
  private final int[] imageOf; // per caption or question
  private final List<int[]> groups;
  private final double[] drawn; // per group, or null
  private final Gradient gradient;

  /** The loss of captions or questions, whose gradient by the features goes on to the encoder. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * Accumulates the gradient of a batch.
     *
     * @param members numbers of its captions or questions
     * @param pass the images' features, one row per member; takes their gradient
     */
    TrainingLoop.Outcome accumulate(int[] members, SharedEncoderPass pass, SplittableRandom random);
  }

  /**
   * Some groups side by side.
   *
   * @param images the image of each group
   * @param members numbers of all captions or questions that are in a group
   * @param rows of each member, the place of its image in {@code images}
   */
  record Batch(int[] images, int[] members, int[] rows) {}

  /**
   * The task of these captions or questions.
   *
   * @param imageOf which image each is about
   * @param most an image with more of them is several examples
   * @param drawn how often each image is drawn in an epoch; null for once
   */
  public FineTuningTask(
      TrainableFeatures images, int[] imageOf, int most, double[] drawn, Gradient gradient) {
    this.images = images;
    this.imageOf = imageOf;
    this.gradient = gradient;
    groups = groups(imageOf, most);
    this.drawn =
        drawn == null
            ? null
            : groups.stream().mapToDouble(group -> drawn[imageOf[group[0]]]).toArray();
  }

  private static List<int[]> groups(int[] imageOf, int most) {
    Map<Integer, List<Integer>> byImage = new LinkedHashMap<>();
    for (int i = 0; i < imageOf.length; i++) {
      byImage.computeIfAbsent(imageOf[i], image -> new ArrayList<>()).add(i);
    }
    List<int[]> groups = new ArrayList<>();
    for (List<Integer> members : byImage.values()) {
      for (int from = 0; from < members.size(); from += most) {
        groups.add(
            members.subList(from, Math.min(members.size(), from + most)).stream()
                .mapToInt(Integer::intValue)
                .toArray());
      }
    }
    return groups;
  }

  /** How many captions or questions an example has in the mean. */
  public static double meanSize(int[] imageOf, int most) {
    return imageOf.length / (double) groups(imageOf, most).size();
  }

  /** All alike: no order would help, since an example's cost is its image's. */
  @Override
  public int[] lengths() {
    return new int[groups.size()];
  }

  @Override
  public double[] weights() {
    return drawn;
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] chosen, SplittableRandom random) {
    Batch batch = batch(chosen);
    return gradient.accumulate(batch.members(), images.pass(batch, random), random);
  }

  private Batch batch(int[] chosen) {
    return new Batch(
        IntStream.of(chosen).map(group -> imageOf[groups.get(group)[0]]).toArray(),
        IntStream.of(chosen).flatMap(group -> IntStream.of(groups.get(group))).toArray(),
        IntStream.range(0, chosen.length)
            .flatMap(row -> IntStream.of(groups.get(chosen[row])).map(member -> row))
            .toArray());
  }
}
