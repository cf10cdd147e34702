package org.showtell.app.caption;

import java.io.Serializable;
import java.util.List;

/**
 * The line below which a caption is too doubtful to be given.
 *
 * @param score the least that a caption must have, see {@link ScoredCaption}; negative infinity for
 *     no line
 */
public record ScoreFloor(double score) implements Serializable {
  /** Every caption is given. */
  public static final ScoreFloor NONE = new ScoreFloor(Double.NEGATIVE_INFINITY);

  /** Checks that captions can reach the score. */
  public ScoreFloor {
    if (!(score <= 0)) {
      throw new IllegalArgumentException(
          "minScore must be at most 0, but got "
              + score
              + ": the score is a mean log-probability, which is negative");
    }
  }

  /** Whether a caption is good enough. */
  public boolean admits(ScoredCaption caption) {
    return caption.score() >= score;
  }

  /** The captions that are good enough, in their order; empty where none is. */
  List<ScoredCaption> admitted(List<ScoredCaption> captions) {
    return captions.stream().filter(this::admits).toList();
  }
}
