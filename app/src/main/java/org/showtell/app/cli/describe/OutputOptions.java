package org.showtell.app.cli.describe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.file.ExistingPolicy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options about where captions go, and what is done about those that are there. */
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: the path, a tab, the caption)."
              + " sidecar writes photo.txt beside photo.jpg, xmp photo.xmp.")
  private CaptionFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "Write here instead of to stdout, or beside the photos.")
  private Path output;

  @Option(
      names = "--skip-existing",
      fallbackValue = "true",
      description = "Leave out photos that have their caption.")
  private boolean skipExisting;

  @Option(names = "--overwrite", fallbackValue = "true", description = "Replace what is there.")
  private boolean overwrite;

  @Option(
      names = "--append",
      fallbackValue = "true",
      description =
          "Add to what is there. A jsonl or csv file of a run that was killed is continued: photos"
              + " that stand in it are left out.")
  private boolean append;

  @Option(
      names = "--retry-failed",
      fallbackValue = "true",
      description = "With --append: try photos again that failed in the earlier run.")
  private boolean retryFailed;

  @Option(
      names = "--attention",
      paramLabel = "DIR",
      description =
          "Write one picture per photo into DIR: each word with where the model looked for it."
              + " json and jsonl then have the numbers, html shows them.")
  private Path attention;

  /**
   * The options, checked against each other.
   *
   * @param numCaptions captions per photo
   * @throws ParameterException that says what contradicts what, and the way out
   */
  OutputConfig toConfig(int numCaptions) {
    return new OutputConfig(
        format,
        Optional.ofNullable(output),
        policy(),
        retryFailed,
        numCaptions,
        Optional.ofNullable(attention),
        false);
  }

  // What is typed goes before what the environment or a file says about the others.
  private ExistingPolicy policy() {
    Map<String, ExistingPolicy> policies = new LinkedHashMap<>();
    policies.put("--skip-existing", ExistingPolicy.SKIP_EXISTING);
    policies.put("--overwrite", ExistingPolicy.OVERWRITE);
    policies.put("--append", ExistingPolicy.APPEND);
    List<String> typed = policies.keySet().stream().filter(this::isTyped).toList();
    List<String> chosen = typed.isEmpty() ? configured() : typed;
    if (chosen.size() > 1) {
      throw new ParameterException(
          command.commandLine(),
          String.join(" and ", chosen) + " contradict each other: leave one out");
    }
    if (chosen.isEmpty()) {
      return ExistingPolicy.REFUSE;
    }
    ExistingPolicy policy = policies.get(chosen.get(0));
    return typed.isEmpty() && !isMeaningful(policy) ? ExistingPolicy.REFUSE : policy;
  }

  private List<String> configured() {
    Map<String, Boolean> set = new LinkedHashMap<>();
    set.put("--skip-existing", skipExisting);
    set.put("--overwrite", overwrite);
    set.put("--append", append);
    return set.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  // A policy that was chosen once for all runs is not an error in a run that has no use for it.
  private boolean isMeaningful(ExistingPolicy policy) {
    if (output == null && !format.isPerPhoto()) {
      return attention != null && policy != ExistingPolicy.APPEND;
    }
    return format.isPerPhoto() || policy == ExistingPolicy.OVERWRITE || format.isContinuable();
  }

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
