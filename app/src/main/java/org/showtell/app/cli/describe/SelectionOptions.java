package org.showtell.app.cli.describe;

import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.cli.terminal.Usage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of keywords and of captions to leave out; photos and videos share them. */
final class SelectionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--keywords",
      paramLabel = "N",
      description = "Also write the N likeliest keywords, except in srt and vtt (default: none).")
  private Integer keywords;

  @Option(
      names = "--min-keyword-probability",
      paramLabel = "X",
      description = "With --keywords: least probability of one, 0 to 1 (default: the model's).")
  private Double minKeywordProbability;

  @Option(
      names = "--min-score",
      paramLabel = "X",
      description =
          "Least score of a caption, a mean log-probability such as -1.2; 0 is the best (default:"
              + " none).")
  private Double minScore;

  boolean isKeywordsTyped() {
    return Usage.isTyped(command, "--keywords");
  }

  /** Adds these options to those of the search. */
  CaptionOptions addTo(CaptionOptions options) {
    if (keywords == null && Usage.isTyped(command, "--min-keyword-probability")) {
      throw wrong("--min-keyword-probability is about keywords: add --keywords N, or leave it out");
    }
    if (keywords != null && keywords == 0) {
      throw wrong("--keywords must be at least 1, but got 0; for no keywords leave it out");
    }
    try {
      return options
          .withKeywords(
              keywords == null
                  ? CaptionOptions.Keywords.NONE
                  : new CaptionOptions.Keywords(keywords, minKeywordProbability))
          .withFloor(minScore == null ? ScoreFloor.NONE : new ScoreFloor(minScore));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** The note at the end of a run about at least one caption that was left out. */
  static String leftOut(long captions, double minScore) {
    return captions == 1
        ? "1 caption scored below " + minScore + " and was left out"
        : captions + " captions scored below " + minScore + " and were left out";
  }

  private ParameterException wrong(String message) {
    return Usage.wrong(command, message);
  }
}
