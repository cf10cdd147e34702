package org.showtell.encoder.image;

/**
 * How a stored picture must be turned to be upright, numbered as in EXIF (CIPA DC-008, tag 274).
 *
 * @param exif 1 to 8
 */
public record Orientation(int exif) {
  /** Stored as it is to be seen. */
  public static final Orientation UPRIGHT = new Orientation(1);

  /** Fails if it is not one of the eight. */
  public Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("exif must be from 1 to 8, but got " + exif);
    }
  }

  /** The orientation of that number; upright for numbers that EXIF does not know. */
  static Orientation ofExif(int number) {
    return number >= 1 && number <= 8 ? new Orientation(number) : UPRIGHT;
  }

  /** Whether rows become columns. Done first. */
  public boolean transposes() {
    return exif >= 5;
  }

  /** Whether left and right change places, after the transposition. */
  boolean flipsHorizontally() {
    return exif == 2 || exif == 3 || exif == 6 || exif == 7;
  }

  /** Whether top and bottom change places, after the transposition. */
  boolean flipsVertically() {
    return exif == 3 || exif == 4 || exif == 7 || exif == 8;
  }

  /** This turn, then a quarter turn against the clock (HEIF's irot). */
  Orientation thenQuarterTurnLeft() {
    // Transpose, then top and bottom swapped.
    return of(!transposes(), flipsVertically(), !flipsHorizontally());
  }

  /** This turn, then left and right swapped. */
  Orientation thenFlipHorizontally() {
    return of(transposes(), !flipsHorizontally(), flipsVertically());
  }

  /** This turn, then top and bottom swapped. */
  Orientation thenFlipVertically() {
    return of(transposes(), flipsHorizontally(), !flipsVertically());
  }

  /** The turn of these steps: a transposition first, then the flips. */
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
