package org.showtell.app.cli.describe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.SidecarName;
import org.showtell.app.output.file.ExistingPolicy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of where captions are written, and what happens to existing ones. */
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "Output format: ${COMPLETION-CANDIDATES}; sidecar writes photo.txt beside photo.jpg, xmp"
              + " photo.xmp (default: text: path, tab, caption).")
  private CaptionFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "File or folder to write (default: stdout; sidecar, xmp: beside the photos).")
  private Path output;

  @Option(
      names = "--skip-existing",
      fallbackValue = "true",
      description = "Leave out photos that have a caption already (default: no).")
  private boolean skipExisting;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace existing output (default: no).")
  private boolean overwrite;

  @Option(
      names = "--append",
      fallbackValue = "true",
      description =
          "Add to the existing output. A jsonl or csv file of a killed run is continued: photos that"
              + " are in it are left out (default: no).")
  private boolean append;

  @Option(
      names = "--retry-failed",
      fallbackValue = "true",
      description = "With --append: retry the photos that failed in the earlier run (default: no).")
  private boolean retryFailed;

  @Option(
      names = "--attention",
      paramLabel = "DIR",
      description =
          "Folder to write one image per photo to: each word with its attention map. json and jsonl"
              + " then hold the numbers, html shows them (default: none).")
  private Path attention;

  @Option(
      names = "--sidecar-name",
      paramLabel = "NAME",
      description =
          "Name of sidecar and xmp files: {name} is the photo's without extension, {file} with it,"
              + " {ext} the extension; or caption ({name}.caption), darktable ({file}.xmp),"
              + " lightroom ({name}.xmp) (default: {name}.txt; xmp: {name}.xmp).")
  private String sidecarName;

  /** The options, checked against each other. */
  OutputConfig toConfig(int numCaptions) {
    OutputConfig config = config(numCaptions);
    boolean typed = Usage.isTyped(command, "--sidecar-name");
    if (sidecarName == null || !format.isPerPhoto() && !typed) {
      return config;
    }
    SidecarName name;
    try {
      name = SidecarName.parse(sidecarName);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(command, e.getMessage());
    }
    if (!format.isPerPhoto()) {
      throw Usage.wrong(
          command, "--sidecar-name is about -f sidecar and -f xmp: add one, or leave it out");
    }
    if (name.isXmp() != (format == CaptionFormat.XMP)) {
      if (!typed) {
        return config; // configured for the other format
      }
      throw Usage.wrong(
          command,
          "--sidecar-name %s and -f %s: other programs take files in .xmp, and no others, for XMP; use -f %s"
              .formatted(sidecarName, format, name.isXmp() ? "xmp" : "sidecar"));
    }
    return config.withSidecar(name);
  }

  private OutputConfig config(int numCaptions) {
    return new OutputConfig(
        format,
        Optional.ofNullable(output),
        policy(),
        retryFailed,
        numCaptions,
        Optional.ofNullable(attention),
        false);
  }

  // What was typed overrides the environment and the file.
  private ExistingPolicy policy() {
    Map<String, ExistingPolicy> policies = new LinkedHashMap<>();
    policies.put("--skip-existing", ExistingPolicy.SKIP_EXISTING);
    policies.put("--overwrite", ExistingPolicy.OVERWRITE);
    policies.put("--append", ExistingPolicy.APPEND);
    List<String> typed = Usage.typed(command, List.copyOf(policies.keySet()));
    List<String> chosen = typed.isEmpty() ? configured() : typed;
    if (chosen.size() > 1) {
      throw Usage.contradiction(command, chosen);
    }
    if (chosen.isEmpty()) {
      return ExistingPolicy.REFUSE;
    }
    ExistingPolicy policy = policies.get(chosen.get(0));
    return typed.isEmpty() && !isMeaningful(policy) ? ExistingPolicy.REFUSE : policy;
  }

  private List<String> configured() {
    return Stream.of(
            skipExisting ? "--skip-existing" : "",
            overwrite ? "--overwrite" : "",
            append ? "--append" : "")
        .filter(option -> !option.isEmpty())
        .toList();
  }

  // A configured policy is no error in a run that has no use for it.
  private boolean isMeaningful(ExistingPolicy policy) {
    if (output == null && !format.isPerPhoto()) {
      return Boolean.TRUE.equals(command.findOption("--embed").getValue())
          || attention != null && policy != ExistingPolicy.APPEND;
    }
    return format.isPerPhoto() || policy == ExistingPolicy.OVERWRITE || format.isContinuable();
  }
}
