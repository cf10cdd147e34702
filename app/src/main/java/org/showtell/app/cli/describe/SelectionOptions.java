package org.showtell.app.cli.describe;

import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ScoreFloor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options about what is said beside the caption and what is not said; photos and videos share them.
 */
final class SelectionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--keywords",
      paramLabel = "N",
      description =
          "Say the N likeliest words for what is there, too (default: none). Not in srt and vtt.")
  private Integer keywords;

  @Option(
      names = "--min-keyword-probability",
      paramLabel = "X",
      description = "With --keywords: leave out less likely words, 0 to 1 (default: the model's).")
  private Double minKeywordProbability;

  @Option(
      names = "--min-score",
      paramLabel = "X",
      description =
          "Leave out captions that score lower, such as -1.2; 0 is the best score (default: none).")
  private Double minScore;

  /** Whether keywords are asked for on the command line itself. */
  boolean isKeywordsTyped() {
    return isTyped("--keywords");
  }

  /**
   * Adds to what the model is asked for.
   *
   * @throws ParameterException that says what is wrong, and the way out
   */
  CaptionOptions addTo(CaptionOptions options) {
    if (keywords == null && isTyped("--min-keyword-probability")) {
      throw wrong("--min-keyword-probability is about keywords: add --keywords N, or leave it out");
    }
    if (keywords != null && keywords == 0) {
      throw wrong("--keywords is at least 1, but it is 0; for no keywords leave it out");
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

  /**
   * What is said at the end of a run about captions that were left out.
   *
   * @param captions how many, at least 1
   */
  static String leftOut(long captions, double minScore) {
    return captions
        + (captions == 1 ? " caption" : " captions")
        + " scored below "
        + minScore
        + (captions == 1 ? " and was left out" : " and were left out");
  }

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
