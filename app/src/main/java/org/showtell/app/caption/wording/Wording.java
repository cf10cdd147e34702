package org.showtell.app.caption.wording;

import java.util.Objects;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.ScoredCaption;

/**
 * What is written for a caption.
 *
 * @param prefix written before, as it is
 * @param suffix written behind, as it is
 * @param template what stands between them
 * @param sentence whether that begins with a capital and ends with a full stop, unless the prefix
 *     or the suffix is a part of its sentence
 * @param maxLength the longest text in characters (code points), prefix and suffix counted; 0 for
 *     any length
 */
public record Wording(
    String prefix, String suffix, CaptionTemplate template, boolean sentence, int maxLength) {
  /** The caption as the model says it. */
  public static final Wording PLAIN = new Wording("", "", CaptionTemplate.CAPTION, false, 0);

  /** Shorter texts say nothing. */
  public static final int SHORTEST = 8;

  /** Checks that the parts are single lines and leave room for the caption. */
  public Wording {
    CaptionTemplate.requireLine("prefix", prefix);
    CaptionTemplate.requireLine("suffix", suffix);
    Objects.requireNonNull(template, "template");
    int least = length(prefix) + length(suffix) + SHORTEST;
    if (maxLength != 0 && maxLength < least) {
      throw new IllegalArgumentException(
          "maxLength must be at least "
              + least
              + (least == SHORTEST ? "" : " with this prefix and suffix")
              + ", but got "
              + maxLength);
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether the text holds the image's keywords. */
  public boolean hasKeywords() {
    return template.hasKeywords();
  }

  /** A result with each of its captions as it is to be written. */
  public CaptionedPhoto apply(CaptionedPhoto photo) {
    if (equals(PLAIN) || photo.record().captions().isEmpty()) {
      return photo;
    }
    CaptionRecord record = photo.record();
    return new CaptionedPhoto(
        record.written(caption -> of(caption, record)), photo.photo(), photo.preview());
  }

  private String of(ScoredCaption caption, CaptionRecord record) {
    String text = template.fill(caption, record);
    boolean capital = sentence && Sentence.startsAfter(prefix);
    boolean stop = sentence && Sentence.endsBefore(suffix);
    if (maxLength > 0) {
      int room = maxLength - length(prefix) - length(suffix);
      if (length(stop ? Sentence.closed(text) : text) > room) {
        text = WordCut.cut(text, stop ? room - 1 : room);
      }
    }
    text = capital ? Sentence.capitalised(text) : text;
    return prefix + (stop ? Sentence.closed(text) : text) + suffix;
  }
}
