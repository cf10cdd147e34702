package org.showtell.app.caption;

import java.util.List;
import java.util.Objects;

/**
 * The result for one photo, as every output format and the server shows it: captions, or an error,
 * or neither where every caption scored too low to be given.
 *
 * @param path the photo as the user named it, or as it was found below what the user named
 * @param caption the best caption; null where there is none
 * @param score the best caption's score, see {@link ScoredCaption}, also where it was too low; null
 *     where the photo failed
 * @param captions all captions that were asked for, best first; empty where there is none
 * @param keywords words for what is there, likeliest first; empty where the photo failed
 * @param model the name of the model that was asked
 * @param error why the photo failed, without the path in front; null where it did not
 */
public record CaptionRecord(
    String path,
    String caption,
    Double score,
    List<ScoredCaption> captions,
    List<Keyword> keywords,
    String model,
    String error) {
  /**
   * Checks that the record is one of the three kinds and not a mixture.
   *
   * @throws IllegalArgumentException if it has both captions and an error, neither of them nor a
   *     score, or a best caption that is not the first of the list
   */
  public CaptionRecord {
    Objects.requireNonNull(path, "path");
    captions = List.copyOf(captions);
    keywords = List.copyOf(keywords);
    if (!isConsistent(caption, score, captions, keywords, error)) {
      throw new IllegalArgumentException(
          path
              + ": a record has either captions, the first of them as its caption and score, or an"
              + " error, or only the score of what was too doubtful to be given; got caption="
              + caption
              + ", score="
              + score
              + ", captions="
              + captions
              + ", keywords="
              + keywords
              + ", error="
              + error);
    }
  }

  /** A record without keywords. */
  public CaptionRecord(
      String path,
      String caption,
      Double score,
      List<ScoredCaption> captions,
      String model,
      String error) {
    this(path, caption, score, captions, List.of(), model, error);
  }

  private static boolean isConsistent(
      String caption,
      Double score,
      List<ScoredCaption> captions,
      List<Keyword> keywords,
      String error) {
    if (error != null) {
      return captions.isEmpty() && keywords.isEmpty() && caption == null && score == null;
    }
    if (captions.isEmpty()) {
      return caption == null && score != null;
    }
    return captions.get(0).text().equals(caption) && Objects.equals(captions.get(0).score(), score);
  }

  /** The record of a photo that was captioned. */
  public static CaptionRecord captioned(String path, PhotoCaptions captions, String model) {
    return captioned(path, captions, model, ScoreFloor.NONE);
  }

  /**
   * The record of a photo that was captioned, with the captions that are good enough.
   *
   * @param floor leaves the others out; where none is left, the record has the score of the best
   */
  public static CaptionRecord captioned(
      String path, PhotoCaptions captions, String model, ScoreFloor floor) {
    List<ScoredCaption> left = floor.admitted(captions.captions());
    ScoredCaption best = left.isEmpty() ? captions.best() : left.get(0);
    return new CaptionRecord(
        path,
        left.isEmpty() ? null : best.text(),
        best.score(),
        left,
        captions.keywords(),
        model,
        null);
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

  /** Whether something went wrong. */
  public boolean isFailed() {
    return error != null;
  }

  /** Whether all went well and there is no caption all the same: each scored too low. */
  public boolean isDoubtful() {
    return error == null && captions.isEmpty();
  }
}
