package org.showtell.app.caption;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The result for one image, as every output format and the server shows it: captions, or an error,
 * or neither where every caption scored too low to be given. Captions with an error are those that
 * could not be put where they should be too.
 *
 * @param path the image as the user named it, or as it was found below what the user named
 * @param caption the best caption as it is to be written; null where there is none
 * @param score the best caption's score, see {@link ScoredCaption}, also where it was too low; null
 *     where the image failed
 * @param captions all captions that were asked for, best first; empty where there is none
 * @param keywords words for what is there, likeliest first; empty where the image failed
 * @param model the name of the model that was asked
 * @param error why the image failed, or what could not be done with its captions, without the path
 *     in front; null where all went well
 * @param burstOf the path of the nearly equal image that the captions were made for; null where
 *     they were made for this one
 */
public record CaptionRecord(
    String path,
    String caption,
    Double score,
    List<ScoredCaption> captions,
    List<Keyword> keywords,
    String model,
    String error,
    String burstOf) {
  /** Checks that the record is one of the three kinds and not a mixture. */
  public CaptionRecord {
    Objects.requireNonNull(path, "path");
    captions = List.copyOf(captions);
    keywords = List.copyOf(keywords);
    boolean consistent;
    if (error != null && captions.isEmpty()) {
      consistent = keywords.isEmpty() && caption == null && score == null;
    } else if (captions.isEmpty()) {
      consistent = caption == null && score != null;
    } else {
      ScoredCaption best = captions.get(0);
      consistent = best.written().equals(caption) && Objects.equals(best.score(), score);
    }
    if (!consistent) {
      throw new IllegalArgumentException(
          """
          %s: a record must have either captions, the first of them as its caption and score, or \
          an error, or only the score of what was too doubtful to be given, but got caption=%s, \
          score=%s, captions=%s, keywords=%s, error=%s\
          """
              .formatted(path, caption, score, captions, keywords, error));
    }
  }

  /** The record of an image with captions of its own, or none. */
  public CaptionRecord(
      String path,
      String caption,
      Double score,
      List<ScoredCaption> captions,
      List<Keyword> keywords,
      String model,
      String error) {
    this(path, caption, score, captions, keywords, model, error, null);
  }

  /** The same, with the captions of another image. */
  CaptionRecord withBurstOf(String other) {
    return new CaptionRecord(path, caption, score, captions, keywords, model, error, other);
  }

  /**
   * The record of an image that was captioned, with the captions that are good enough.
   *
   * @param floor leaves the others out; where none is left, the record has the score of the best
   */
  public static CaptionRecord captioned(
      String path, PhotoCaptions captions, String model, ScoreFloor floor) {
    List<ScoredCaption> left = floor.admitted(captions.captions());
    ScoredCaption best = left.isEmpty() ? captions.best() : left.get(0);
    String text = left.isEmpty() ? null : best.written();
    return new CaptionRecord(path, text, best.score(), left, captions.keywords(), model, null);
  }

  /**
   * The same with another text for each caption; the sentences themselves stay. One whose text is
   * blank is left out.
   */
  public CaptionRecord written(Function<ScoredCaption, String> wording) {
    List<ScoredCaption> written =
        captions.stream()
            .map(c -> new ScoredCaption(c.text(), c.score(), c.words(), wording.apply(c)))
            .filter(c -> !c.written().isBlank())
            .toList();
    String best = written.isEmpty() ? null : written.get(0).written();
    return new CaptionRecord(path, best, score, written, keywords, model, error, burstOf);
  }

  /** The record of an image that was not. */
  public static CaptionRecord failed(String path, String model, String error) {
    Objects.requireNonNull(error, "error");
    return new CaptionRecord(path, null, null, List.of(), List.of(), model, error);
  }

  /** The record of a captioned image whose captions could not be put where they should be too. */
  CaptionRecord withError(String problem) {
    return new CaptionRecord(path, caption, score, captions, keywords, model, problem, burstOf);
  }

  /** Whether something went wrong and there is no caption. */
  public boolean isFailed() {
    return error != null && captions.isEmpty();
  }

  /** Whether all went well and there is no caption all the same: each scored too low. */
  public boolean isDoubtful() {
    return error == null && captions.isEmpty();
  }
}
