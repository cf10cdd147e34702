package org.showtell.app.video;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;

/**
 * A caption for a part of a video.
 *
 * @param start where the part begins
 * @param end where it ends, not before it begins; the next cue of the video begins there or later
 * @param keywords likeliest first; empty where none were asked for
 * @param preview of the frame that the caption is about, where one was asked for
 */
public record VideoCue(
    Duration start,
    Duration end,
    ScoredCaption caption,
    List<Keyword> keywords,
    Optional<Preview> preview) {
  public VideoCue {
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(preview, "preview");
    keywords = List.copyOf(keywords);
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "a cue must start at 0 or later and end no sooner, but got " + start + " to " + end);
    }
  }

  public Duration length() {
    return end.minus(start);
  }

  /** This cue with its end elsewhere. */
  public VideoCue until(Duration otherEnd) {
    return new VideoCue(start, otherEnd, caption, keywords, preview);
  }

  /**
   * This cue and the one after it as one, with the caption that scores higher and the likeliest of
   * both cues' keywords.
   */
  public VideoCue joined(VideoCue next, int numKeywords) {
    List<Keyword> all = new ArrayList<>(keywords);
    all.addAll(next.keywords);
    VideoCue better = next.caption.score() > caption.score() ? next : this;
    return new VideoCue(
        start, next.end, better.caption, Keyword.likeliest(all, numKeywords), better.preview);
  }
}
