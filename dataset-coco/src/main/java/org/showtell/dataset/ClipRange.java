package org.showtell.dataset;

/**
 * The part of a video that captions are about, in seconds from its beginning; the end is infinite
 * for the video's own.
 */
public record ClipRange(double startSeconds, double endSeconds) {
  /** All of a video; what every photo has. */
  public static final ClipRange WHOLE = new ClipRange(0, Double.POSITIVE_INFINITY);

  public ClipRange {
    if (!(startSeconds >= 0 && startSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "startSeconds must be at least 0, but got " + startSeconds);
    }
    if (!(endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "endSeconds must be above startSeconds %s, but got %s"
              .formatted(startSeconds, endSeconds));
    }
  }

  /** Whether nothing is cut off. */
  public boolean isWhole() {
    return equals(WHOLE);
  }

  /** {@code 12.5-20.0 s}. */
  @Override
  public String toString() {
    return isWhole() ? "the whole" : startSeconds + "-" + endSeconds + " s";
  }
}
