package org.showtell.app.video;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;

/**
 * Makes cues of captioned frames, one after the other: each reaches to the start of the next, the
 * last one to the end of the video. A caption that nearly equals the one before may make that cue
 * longer instead.
 */
public final class VideoCues {
  /**
   * The similarity from which captions become one cue: of ten words, eight are the same. A
   * different noun in a short sentence is a different cue; another article is not.
   */
  public static final double NEARLY_EQUAL = 0.8;

  private final boolean merge;
  private final int numKeywords;
  private VideoCue open;

  /**
   * @param merge whether captions that say nearly the same become one cue
   * @param numKeywords the most that such a cue has
   */
  public VideoCues(boolean merge, int numKeywords) {
    this.merge = merge;
    this.numKeywords = numKeywords;
  }

  /**
   * Adds a frame's caption.
   *
   * @param start where its part of the video begins
   * @param keywords of the frame, likeliest first
   * @return the cue before, now that its end is known; empty where there is none or it goes on
   */
  public Optional<VideoCue> add(
      Duration start, ScoredCaption caption, List<Keyword> keywords, Optional<Preview> preview) {
    VideoCue next = new VideoCue(start, start, caption, keywords, preview);
    if (open != null && merge && open.caption().similarity(caption) >= NEARLY_EQUAL) {
      open = open.joined(next, numKeywords);
      return Optional.empty();
    }
    Optional<VideoCue> finished = end(start);
    open = next;
    return finished;
  }

  /** The last cue, now that the video has ended; empty where there was none. */
  public Optional<VideoCue> end(Duration end) {
    Optional<VideoCue> last = Optional.ofNullable(open).map(cue -> cue.until(end));
    open = null;
    return last;
  }
}
