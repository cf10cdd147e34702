package org.showtell.app.cli.describe;

import java.util.List;
import java.util.OptionalDouble;
import org.showtell.app.cli.terminal.AttachedValue;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.features.NearDuplicates;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of photos that are nearly equal. */
final class LikenessOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--near-duplicates",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      paramLabel = "COSINE",
      fallbackValue = "0.8",
      description =
          "Instead of captions: groups of photos whose features are nearly equal, as text, json or"
              + " jsonl; COSINE is the least that counts (default: no groups; without a value 0.8).")
  private Double nearDuplicates;

  @Option(
      names = "--one-per-burst",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      paramLabel = "COSINE",
      fallbackValue = "0.8",
      description =
          "Caption the first of photos that follow each other and are nearly equal; the others get"
              + " its caption (default: no; without a value 0.8).")
  private Double onePerBurst;

  /** The least cosine of near duplicates; empty where captions are wanted. */
  OptionalDouble nearDuplicates() {
    List<String> typed = Usage.typed(command, List.of("--near-duplicates", "--one-per-burst"));
    if (typed.size() > 1) {
      throw Usage.contradiction(command, typed);
    }
    return checked("--near-duplicates", nearDuplicates);
  }

  /** The least cosine within a burst; empty where each photo gets a caption of its own. */
  OptionalDouble onePerBurst() {
    return checked("--one-per-burst", onePerBurst);
  }

  private OptionalDouble checked(String option, Double cosine) {
    if (cosine == null) {
      return OptionalDouble.empty();
    }
    try {
      NearDuplicates.requireCosine(cosine);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(command, option + ": " + e.getMessage());
    }
    return OptionalDouble.of(cosine);
  }
}
