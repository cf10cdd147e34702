package org.showtell.app.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions or captions by the image that they are about. */
final class ImageGroups {
  private ImageGroups() {}

  /**
   * The numbers of those about each image, in the order of the first ones.
   *
   * @param images which image each is about
   * @param most an image with more of them has several groups
   */
  static List<int[]> of(int[] images, int most) {
    Map<Integer, List<Integer>> byImage = new LinkedHashMap<>();
    for (int i = 0; i < images.length; i++) {
      byImage.computeIfAbsent(images[i], image -> new ArrayList<>()).add(i);
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

  /**
   * Some groups side by side.
   *
   * @param images the image of each group
   * @param members numbers of all that are in a group
   * @param rows of each member, the place of its image in {@code images}
   */
  record Batch(int[] images, int[] members, int[] rows) {}

  /** The batch of chosen groups. */
  static Batch batch(List<int[]> groups, int[] chosen, int[] images) {
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
