package org.showtell.dataset;

/**
 * The part of a video that captions are about, in seconds from its beginning.
 *
 * @param startSeconds where it begins, at least 0
 * @param endSeconds where it ends, after the start; infinite for the video's own end
 */
public record ClipRange(double startSeconds, double endSeconds) {
  /** All of a video; what every photo has. */
  public static final ClipRange WHOLE = new ClipRange(0, Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException if it begins before 0 or ends where it begins or before
   */
  public ClipRange {
    if (!(startSeconds >= 0 && startSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a clip begins at 0 s or later, received " + startSeconds + " s");
    }
    if (!(endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "a clip ends after its beginning at "
              + startSeconds
              + " s, received the end "
              + endSeconds
              + " s");
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
