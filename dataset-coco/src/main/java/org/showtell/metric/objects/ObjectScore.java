package org.showtell.metric.objects;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What captions say about objects, in the order of the images and for each class that a caption
 * names or misses, in the order of the alphabet.
 */
public record ObjectScore(List<ImageObjects> perImage, SortedMap<String, ClassCounts> perClass) {

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
   * Of the objects that the captions name, once per image, the share that no human caption of that
   * image names; 0 where they name none.
   */
  public double namedByNobody() {
    return share(
        perClass.values().stream().mapToInt(ClassCounts::byNobody).sum(),
        perClass.values().stream().mapToInt(ClassCounts::named).sum());
  }

  /**
   * Of the objects that enough people name, the share that the captions name; 0 if there are none.
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

  /**
   * In how many images captions name a class that people name, too, name one that nobody names, or
   * miss one that enough people name.
   */
  public record ClassCounts(int rightly, int byNobody, int missed) {

    /** How many captions name it. */
    public int named() {
      return rightly + byNobody;
    }

    ClassCounts plus(ClassCounts other) {
      return new ClassCounts(
          rightly + other.rightly, byNobody + other.byNobody, missed + other.missed);
    }
  }

  /**
   * The classes of one image, in the order of the alphabet.
   *
   * @param byNobody those named that no human caption names
   * @param missed those that enough people name and the caption does not
   * @param agreed how many enough people name, missed or not
   */
  public record ImageObjects(
      SortedSet<String> named, SortedSet<String> byNobody, SortedSet<String> missed, int agreed) {

    public ImageObjects {
      named = copy(named);
      byNobody = copy(byNobody);
      missed = copy(missed);
      if (!named.containsAll(byNobody)
          || !Collections.disjoint(named, missed)
          || agreed < missed.size()) {
        throw new IllegalArgumentException(
            "byNobody must be in named, missed in %d agreed, but got %s, %s, %s"
                .formatted(agreed, named, byNobody, missed));
      }
    }

    private static SortedSet<String> copy(Set<String> classes) {
      return Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    }

    /** Classes that the caption and someone else name. */
    public SortedSet<String> rightly() {
      SortedSet<String> rightly = new TreeSet<>(named);
      rightly.removeAll(byNobody);
      return rightly;
    }
  }
}
