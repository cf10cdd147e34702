package org.showtell.metric.objects;

/**
 * In how many images captions did what with one class of objects.
 *
 * @param rightly captions and someone else name it
 * @param byNobody captions name it and nobody else does
 * @param missed enough people name it and captions do not
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
