package org.showtell.app.cli.describe;

import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.file.OutputRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell caption}: photos into captions. */
@Command(
    name = "caption",
    description = "Describes photos in words.",
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  showtell caption photo.jpg",
      "  showtell caption -r photos -f jsonl -o captions.jsonl --append",
      "  find photos -name '*.jpg' -print0 | showtell caption - -f csv > captions.csv",
      "  showtell caption -r photos -f html -o captions.html",
      "  showtell caption photo.jpg --attention looked",
      "  showtell caption -r photos -f xmp --keywords 8 --min-score -1.2",
      "",
      "Exit code: 0 all done; 1 some photos failed, each named; 2 wrong usage or model."
    })
public final class CaptionCommand implements Callable<Integer> {
  /** More readers than this only compete with the model for the processor. */
  private static final int MOST_DEFAULT_THREADS = 8;

  private final CommandContext context;

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders or zips, or - for a list of paths on stdin.")
  private List<String> paths;

  @Option(
      names = {"-r", "--recursive"},
      negatable = true,
      fallbackValue = "true",
      description = "Look into sub-folders too.")
  private boolean recursive;

  @Mixin private GenerationOptions generation;

  @Mixin private SelectionOptions selection;

  @Mixin private OutputOptions outputs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "8",
      description = "Photos that the model sees at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read photos beside the model (default: by the processor).")
  private Integer threads;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Only list what would be captioned, and why the rest would not.")
  private boolean dryRun;

  @Mixin private CommonOptions common;

  public CaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ModelLoadException, OutputRefusedException {
    common.apply(context.terminal());
    PhotoPipeline.Config pipeline = pipelineConfig();
    CaptionOptions options = selection.addTo(generation.toOptions());
    OutputConfig config =
        outputs.toConfig(generation.numCaptions()).withKeywords(options.keywords().areWanted());
    CaptionOutput output = CaptionOutputs.prepare(config, context.terminal().data());
    if (dryRun) {
      return new DryRun(context).list(paths, recursive, output.filter());
    }
    return new CaptionRun(context, paths, recursive, output).run(options, pipeline, config);
  }

  private PhotoPipeline.Config pipelineConfig() {
    int cores = Runtime.getRuntime().availableProcessors();
    try {
      return new PhotoPipeline.Config(
          threads == null ? Math.min(cores, MOST_DEFAULT_THREADS) : threads, batchSize);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }
}
