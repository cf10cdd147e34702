package org.showtell.encoder.image;

/**
 * How a stored image must be turned to be upright, numbered as in EXIF (CIPA DC-008, tag 274):
 * transposed from 5 on, and then flipped.
 *
 * @param exif 1 to 8
 */
public record Orientation(int exif) {
  public static final Orientation UPRIGHT = new Orientation(1);

  /** Fails if it is not one of the eight. */
  public Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("exif must be from 1 to 8, but got " + exif);
    }
  }

  /** Upright for numbers that EXIF does not know. */
  static Orientation ofExif(int number) {
    return number >= 1 && number <= 8 ? new Orientation(number) : UPRIGHT;
  }

  /** Whether rows become columns, before the flips. */
  public boolean transposes() {
    return exif >= 5;
  }

  boolean flipsHorizontally() {
    return exif == 2 || exif == 3 || exif == 6 || exif == 7;
  }

  boolean flipsVertically() {
    return exif == 3 || exif == 4 || exif == 7 || exif == 8;
  }

  /** This turn, then a quarter turn counter-clockwise (HEIF's irot). */
  Orientation thenQuarterTurnLeft() {
    // Transpose, then top and bottom swapped.
    return of(!transposes(), flipsVertically(), !flipsHorizontally());
  }

  Orientation thenFlipHorizontally() {
    return of(transposes(), !flipsHorizontally(), flipsVertically());
  }

  Orientation thenFlipVertically() {
    return of(transposes(), flipsHorizontally(), !flipsVertically());
  }

  /** The orientation of a transposition followed by flips. */
  public static Orientation of(boolean transposes, boolean horizontally, boolean vertically) {
    for (int exif = 1; exif <= 8; exif++) {
      Orientation candidate = new Orientation(exif);
      if (candidate.transposes() == transposes
          && candidate.flipsHorizontally() == horizontally
          && candidate.flipsVertically() == vertically) {
        return candidate;
      }
    }
    throw new AssertionError("the eight orientations are all there are");
  }
}
