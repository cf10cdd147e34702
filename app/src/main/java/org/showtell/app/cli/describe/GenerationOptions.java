package org.showtell.app.cli.describe;

import java.util.List;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.cli.terminal.Usage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the model and its search; photos and videos share them. */
final class GenerationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      defaultValue = "starter",
      description = "Model that captions: a name or a bundle (default: starter).")
  private String model;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Beam size; 1 is greedy search, the fastest (default: the model's).")
  private Integer numBeams;

  @Option(
      names = {"-n", "--num-captions"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Captions per photo, best first (default: 1).")
  private int numCaptions;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Longest caption in words (default: the model's).")
  private Integer maxTokens;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "Exponent of the length that a caption's log-probability is divided by; 0 favours short"
              + " captions, 1 is the mean per word (default: the model's).")
  private Double lengthPenalty;

  @Option(
      names = "--gender-certainty",
      paramLabel = "X",
      defaultValue = "0.5",
      description =
          "Probability from 0.5 to 1 that man or woman (boy or girl) needs, else person (child) is"
              + " written (default: 0.5, always the likelier one).")
  private double genderCertainty;

  @Option(
      names = "--sample",
      fallbackValue = "true",
      description = "Sample words at random instead of beam search (default: no).")
  private boolean sample;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "1",
      description = "With --sample: softmax temperature (default: 1).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --sample: sample from the N likeliest words; 0: all (default: 0).")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "With --sample: nucleus sampling, from the likeliest words whose probabilities add up to X"
              + " (default: 1).")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --sample: random seed (default: 0).")
  private long seed;

  int numCaptions() {
    return numCaptions;
  }

  /**
   * The options, checked.
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
      throw Usage.wrong(command, e.getMessage());
    }
  }

  // Only what stands on the command line: a configuration file may hold settings for both ways.
  private void refuseWithoutEffect() {
    List<String> idle =
        sample
            ? List.of("--num-beams", "--length-penalty")
            : List.of("--temperature", "--top-k", "--top-p");
    for (String option : Usage.typed(command, idle)) {
      throw Usage.wrong(
          command,
          sample
              ? option
                  + " is about beam search, and --sample draws at random: leave one of them out"
              : option + " is about sampling: add --sample, or leave it out");
    }
  }
}
