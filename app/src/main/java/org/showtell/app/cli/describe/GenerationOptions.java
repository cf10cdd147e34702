package org.showtell.app.cli.describe;

import java.util.List;
import org.showtell.app.caption.CaptionOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options about the model and how it searches for words; photos and videos share them. */
final class GenerationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      defaultValue = "starter",
      description = "The model, by its name or file (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Sentences kept while searching; 1 is fastest (default: the model's).")
  private Integer numBeams;

  @Option(
      names = {"-n", "--num-captions"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Captions per photo, best first (default: ${DEFAULT-VALUE}).")
  private int numCaptions;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Longest caption, in words (default: the model's).")
  private Integer maxTokens;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "Above 0 favours longer captions, 1 ranks by the mean per word (default: the model's).")
  private Double lengthPenalty;

  @Option(
      names = "--gender-certainty",
      paramLabel = "X",
      defaultValue = "0.5",
      description =
          "Say man or woman, boy or girl only where one has this share of both, else person or"
              + " child (default: ${DEFAULT-VALUE}, always).")
  private double genderCertainty;

  @Option(
      names = "--sample",
      fallbackValue = "true",
      description = "Draw words at random instead of searching for the best.")
  private boolean sample;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "With --sample: below 1 more careful, above 1 more daring (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --sample: draw from the N likeliest words; 0 is all (default: 0).")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "With --sample: draw from the likeliest words that together have this probability"
              + " (default: ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --sample: the same seed draws the same words (default: 0).")
  private long seed;

  int numCaptions() {
    return numCaptions;
  }

  /**
   * The options, checked each for itself and against each other.
   *
   * @throws ParameterException that says what contradicts what, and the way out
   */
  CaptionOptions toOptions() {
    refuseWithoutEffect();
    try {
      return new CaptionOptions(
          model,
          new CaptionOptions.Search(
              numBeams,
              numCaptions,
              maxTokens,
              lengthPenalty,
              genderCertainty,
              sample ? new CaptionOptions.Sampling(temperature, topK, topP, seed) : null));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  // Only what stands on the command line: a configuration file may hold settings for both ways.
  private void refuseWithoutEffect() {
    if (sample) {
      for (String option : List.of("--num-beams", "--length-penalty")) {
        if (isTyped(option)) {
          throw wrong(
              option + " is about searching, and --sample draws at random: leave one of them out");
        }
      }
      return;
    }
    for (String option : List.of("--temperature", "--top-k", "--top-p")) {
      if (isTyped(option)) {
        throw wrong(option + " is about drawing words at random: add --sample, or leave it out");
      }
    }
  }

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
