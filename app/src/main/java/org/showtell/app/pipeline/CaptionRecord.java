package org.showtell.app.pipeline;

import java.util.List;
import java.util.Objects;

/**
 * The result for one photo, as every output format and the server shows it: either captions or an
 * error.
 *
 * @param path the photo as the user named it, or as it was found below what the user named
 * @param caption the best caption; null where the photo failed
 * @param score the best caption's score, see {@link ScoredCaption}; null where the photo failed
 * @param captions all captions that were asked for, best first; empty where the photo failed
 * @param model the name of the model that was asked
 * @param error why there is no caption, without the path in front; null where there is one
 */
public record CaptionRecord(
    String path,
    String caption,
    Double score,
    List<ScoredCaption> captions,
    String model,
    String error) {
  /**
   * Checks that the record is one of the two kinds and not a mixture.
   *
   * @throws IllegalArgumentException if it has both captions and an error, neither, or a best
   *     caption that is not the first of the list
   */
  public CaptionRecord {
    Objects.requireNonNull(path, "path");
    captions = List.copyOf(captions);
    boolean consistent =
        error == null
            ? !captions.isEmpty()
                && captions.get(0).text().equals(caption)
                && Objects.equals(captions.get(0).score(), score)
            : captions.isEmpty() && caption == null && score == null;
    if (!consistent) {
      throw new IllegalArgumentException(
          path
              + ": a record has either captions, the first of them as its caption and score, or an"
              + " error; got caption="
              + caption
              + ", captions="
              + captions
              + ", error="
              + error);
    }
  }

  /** The record of a photo that was captioned. */
  public static CaptionRecord captioned(String path, PhotoCaptions captions, String model) {
    ScoredCaption best = captions.best();
    return new CaptionRecord(path, best.text(), best.score(), captions.captions(), model, null);
  }

  /**
   * The record of a photo that was not.
   *
   * @param error why, without the path in front
   */
  public static CaptionRecord failed(String path, String model, String error) {
    return new CaptionRecord(
        path, null, null, List.of(), model, Objects.requireNonNull(error, "error"));
  }

  /** Whether there is no caption. */
  public boolean isFailed() {
    return error != null;
  }
}
