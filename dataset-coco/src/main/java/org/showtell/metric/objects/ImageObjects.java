package org.showtell.metric.objects;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The objects of one image.
 *
 * @param named classes that the caption names
 * @param byNobody those of them that no human caption names
 * @param missed classes that enough people name and the caption does not
 * @param agreed how many classes enough people name, missed or not
 */
public record ImageObjects(
    SortedSet<String> named, SortedSet<String> byNobody, SortedSet<String> missed, int agreed) {

  /**
   * Copies the sets, in the order of the alphabet.
   *
   * @throws IllegalArgumentException if a class is of nobody but not named, or missed but named
   */
  public ImageObjects {
    named = copy(named);
    byNobody = copy(byNobody);
    missed = copy(missed);
    if (!named.containsAll(byNobody)
        || !Collections.disjoint(named, missed)
        || agreed < missed.size()) {
      throw new IllegalArgumentException(
          "Expected objects of nobody among the named ones and missed ones among the "
              + agreed
              + " agreed ones but got named "
              + named
              + ", by nobody "
              + byNobody
              + ", missed "
              + missed);
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
