package org.showtell.app.cli.describe;

import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.wording.CaptionTemplate;
import org.showtell.app.caption.wording.Wording;
import org.showtell.app.cli.terminal.Usage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the text that is written for a caption. */
final class WordingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--prefix",
      paramLabel = "S",
      defaultValue = "",
      description = "Write S before each caption (default: nothing).")
  private String prefix;

  @Option(
      names = "--suffix",
      paramLabel = "S",
      defaultValue = "",
      description = "Write S behind each caption (default: nothing).")
  private String suffix;

  @Option(
      names = "--template",
      paramLabel = "S",
      defaultValue = "{caption}",
      description =
          "Write S with its fields filled: {caption}, {keywords}, {name}, {score} (default:"
              + " {caption}).")
  private String template;

  @Option(
      names = "--sentence",
      fallbackValue = "true",
      description = "Begin with a capital and end with a full stop (default: no).")
  private boolean sentence;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "Cut at a word so that the text has at most N characters; 125 suits alternative texts"
              + " (default: any length).")
  private Integer maxLength;

  /** What is written for a caption. */
  Wording toWording(CaptionOptions options) {
    try {
      if (maxLength != null && maxLength < 1) {
        throw new IllegalArgumentException(
            "maxLength must be at least " + Wording.SHORTEST + ", but got " + maxLength);
      }
      CaptionTemplate filled = new CaptionTemplate(template);
      if (filled.hasKeywords() && !options.keywords().areWanted()) {
        throw new IllegalArgumentException(
            "template must have keywords to fill {keywords}, but got none: add --keywords N");
      }
      return new Wording(prefix, suffix, filled, sentence, maxLength == null ? 0 : maxLength);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(command, e.getMessage());
    }
  }
}
