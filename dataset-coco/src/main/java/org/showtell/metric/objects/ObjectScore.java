package org.showtell.metric.objects;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What captions say about objects, over all images.
 *
 * @param perImage in the order of the input
 * @param perClass of each class that a caption names or misses, in the order of the alphabet
 */
public record ObjectScore(List<ImageObjects> perImage, SortedMap<String, ClassCounts> perClass) {

  /** Copies the collections. */
  public ObjectScore {
    perImage = List.copyOf(perImage);
    perClass = Collections.unmodifiableSortedMap(new TreeMap<>(perClass));
  }

  /** Counts the classes of these images. */
  static ObjectScore of(List<ImageObjects> perImage) {
    SortedMap<String, ClassCounts> perClass = new TreeMap<>();
    for (ImageObjects image : perImage) {
      image.rightly().forEach(name -> add(perClass, name, new ClassCounts(1, 0, 0)));
      image.byNobody().forEach(name -> add(perClass, name, new ClassCounts(0, 1, 0)));
      image.missed().forEach(name -> add(perClass, name, new ClassCounts(0, 0, 1)));
    }
    return new ObjectScore(perImage, perClass);
  }

  private static void add(SortedMap<String, ClassCounts> perClass, String name, ClassCounts one) {
    perClass.merge(name, one, ClassCounts::plus);
  }

  /**
   * Of the objects that the captions name, each class once for an image, the share that no human
   * caption of that image names; 0 to 1, and 0 where the captions name none.
   */
  public double namedByNobody() {
    return share(
        perClass.values().stream().mapToInt(ClassCounts::byNobody).sum(),
        perClass.values().stream().mapToInt(ClassCounts::named).sum());
  }

  /**
   * Of the objects that enough people name, the share that the captions name; 0 to 1, and 0 where
   * people agree on none.
   */
  public double recall() {
    int agreed = perImage.stream().mapToInt(ImageObjects::agreed).sum();
    int missed = perImage.stream().mapToInt(image -> image.missed().size()).sum();
    return share(agreed - missed, agreed);
  }

  /** How many different classes the captions name. */
  public int kinds() {
    return (int) perClass.values().stream().filter(counts -> counts.named() > 0).count();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
