package org.showtell.app.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions or captions by the image that they are about: the examples of a task. */
public final class ImageGroups {
  private final int[] images;
  private final List<int[]> groups = new ArrayList<>();

  /**
   * Those about each image, in the order of the first ones.
   *
   * @param images which image each is about
   * @param most an image with more of them has several groups
   */
  public ImageGroups(int[] images, int most) {
    this.images = images;
    Map<Integer, List<Integer>> byImage = new LinkedHashMap<>();
    for (int i = 0; i < images.length; i++) {
      byImage.computeIfAbsent(images[i], image -> new ArrayList<>()).add(i);
    }
    for (List<Integer> members : byImage.values()) {
      for (int from = 0; from < members.size(); from += most) {
        groups.add(
            members.subList(from, Math.min(members.size(), from + most)).stream()
                .mapToInt(Integer::intValue)
                .toArray());
      }
    }
  }

  /** How many groups there are. */
  public int count() {
    return groups.size();
  }

  /** For a training loop: all alike, since nothing is gained by an order. */
  public int[] lengths() {
    return new int[groups.size()];
  }

  /**
   * How often each group is drawn.
   *
   * @param ofImages of each image; null for once each
   */
  public double[] weights(double[] ofImages) {
    return ofImages == null
        ? null
        : groups.stream().mapToDouble(group -> ofImages[images[group[0]]]).toArray();
  }

  /**
   * Some groups side by side.
   *
   * @param images the image of each group
   * @param members numbers of all that are in a group
   * @param rows of each member, the place of its image in {@code images}
   */
  public record Batch(int[] images, int[] members, int[] rows) {}

  /** The batch of chosen groups. */
  public Batch batch(int[] chosen) {
    int total = 0;
    for (int group : chosen) {
      total += groups.get(group).length;
    }
    Batch batch = new Batch(new int[chosen.length], new int[total], new int[total]);
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      int[] group = groups.get(chosen[i]);
      batch.images[i] = images[group[0]];
      for (int member : group) {
        batch.rows[count] = i;
        batch.members[count++] = member;
      }
    }
    return batch;
  }
}
