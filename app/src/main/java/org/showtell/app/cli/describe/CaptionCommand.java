package org.showtell.app.cli.describe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.input.ChosenInputs;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.embed.Backup;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.file.PrintableText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell caption}: photos into captions. */
@Command(
    name = "caption",
    description = "Writes captions for photos.",
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  showtell caption photo.jpg",
      "  showtell caption -r photos -f jsonl -o captions.jsonl --append",
      "  find photos -name '*.jpg' -print0 | showtell caption - -f csv > captions.csv",
      "  showtell caption -r photos -f html -o captions.html",
      "  showtell caption photo.jpg --attention maps",
      "  showtell caption -r photos -f xmp --keywords 8 --min-score -1.2",
      "  showtell caption -r photos --embed --backup --skip-existing",
      "",
      "Exit code: 0 all photos captioned; 1 some failed, each named; 2 wrong usage or model."
    })
public final class CaptionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders or zips; - reads a list of paths from stdin.")
  private List<String> paths;

  @Option(
      names = {"-r", "--recursive"},
      negatable = true,
      fallbackValue = "true",
      description = "Include sub-folders (default: no).")
  private boolean recursive;

  @Mixin private FileOptions files;

  @Mixin private GenerationOptions generation;

  @Mixin private SelectionOptions selection;

  @Mixin private OutputOptions outputs;

  @Mixin private EmbedOptions embedding;

  @Mixin private WordingOptions wording;

  @Mixin private LikenessOptions likeness;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "8",
      description = "Photos per forward pass (default: 8).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read and decode photos (default: one per core, at most 8).")
  private Integer threads;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Only list which photos would be captioned, and why others not (default: no).")
  private boolean dryRun;

  @Option(
      names = "--watch",
      fallbackValue = "true",
      description =
          "Go on with photos that arrive in the folders, until Ctrl-C; existing sidecars are then"
              + " kept unless another option says otherwise (default: no).")
  private boolean watch;

  @Mixin private CommonOptions common;

  public CaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ModelLoadException, OutputRefusedException, UsageException {
    common.apply(context.terminal());
    PhotoPipeline.Config pipeline = pipelineConfig();
    CaptionOptions options = selection.addTo(generation.toOptions());
    CaptionRequest request =
        new CaptionRequest(
            paths,
            recursive,
            files.toSelection(),
            files.limit(),
            watch,
            likeness.onePerBurst(),
            wording.toWording(options));
    OutputConfig config =
        outputs
            .toConfig(generation.numCaptions())
            .withKeywords(options.keywords().areWanted(), request.wording().hasKeywords());
    OptionalDouble duplicates = likeness.nearDuplicates();
    if (duplicates.isPresent()) {
      refuseForGroups(config);
      return new DuplicatesRun(context, request, config)
          .run(options.model(), duplicates.getAsDouble());
    }
    if (request.burst().isPresent() && config.attention().isPresent()) {
      throw Usage.contradiction(command, List.of("--one-per-burst", "--attention"));
    }
    if (watch) {
      config = watching(config);
    }
    CaptionOutput output = output(config);
    if (dryRun) {
      return list(request, output.filter());
    }
    return new CaptionRun(
            context,
            request,
            output,
            text -> Failures.asFlags(text, command.commandLine()),
            goingOn(config))
        .run(options, pipeline, config);
  }

  private Optional<String> goingOn(OutputConfig config) {
    boolean embeds = embedding.backup().isPresent();
    return watch ? GoingOn.afterWatch(config, embeds) : Optional.of(GoingOn.advice(config, embeds));
  }

  private void refuseForGroups(OutputConfig config) {
    List<CaptionFormat> formats =
        List.of(CaptionFormat.TEXT, CaptionFormat.JSON, CaptionFormat.JSONL);
    if (!formats.contains(config.format())) {
      throw Usage.wrong(
          command,
          "--near-duplicates must have -f text, json or jsonl, but got " + config.format());
    }
    List<String> idle =
        Usage.typed(
            command,
            List.of("--watch", "--dry-run", "--attention", "--append", "--embed", "--keywords"));
    if (!idle.isEmpty()) {
      throw Usage.contradiction(command, List.of("--near-duplicates", idle.get(0)));
    }
  }

  private OutputConfig watching(OutputConfig config) {
    if (dryRun) {
      throw Usage.contradiction(command, List.of("--watch", "--dry-run"));
    }
    for (String path : paths) {
      if (path.isEmpty() || path.equals(PhotoInputs.STDIN) || !Files.isDirectory(Path.of(path))) {
        throw Usage.wrong(command, "--watch must have folders to watch, but got '" + path + "'");
      }
    }
    return config.format().isPerPhoto() && config.policy() == ExistingPolicy.REFUSE
        ? config.withPolicy(ExistingPolicy.SKIP_EXISTING)
        : config;
  }

  private CaptionOutput output(OutputConfig config) throws OutputRefusedException {
    OutputStream data = context.terminal().data();
    Optional<Backup> backup = embedding.backup();
    return backup.isPresent()
        ? CaptionOutputs.prepareEmbedding(config, backup.get(), data)
        : CaptionOutputs.prepare(config, data);
  }

  private PhotoPipeline.Config pipelineConfig() {
    try {
      return new PhotoPipeline.Config(
              threads == null ? PhotoPipeline.Config.defaults().threads() : threads, batchSize)
          .soon();
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(command, e.getMessage());
    }
  }

  /**
   * Lists what would be done, without a model and without changing anything: {@code caption},
   * {@code skip} or {@code fail}, a tab, the path, and where there is one, a tab and the reason.
   *
   * @return the exit code: 1 where something would fail
   */
  private int list(CaptionRequest request, InputFilter filter) {
    long photos = 0;
    long failed = 0;
    try (PhotoInputs inputs = request.open(context.surroundings().stdin())) {
      ChosenInputs chosen = new ChosenInputs(inputs, filter, request.limit(), true);
      while (chosen.hasNext()) {
        InputEntry entry = chosen.next();
        photos += entry instanceof PhotoInput ? 1 : 0;
        failed += entry instanceof FailedInput ? 1 : 0;
        context.print(line(entry));
      }
    } catch (IOException e) {
      return ExitCode.SOME_FAILED; // the reader of the list has gone
    }
    context.terminal().note(photos + (photos == 1 ? " photo" : " photos") + " would be captioned");
    return failed == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }

  private String line(InputEntry entry) {
    String path = PrintableText.of(entry.path());
    if (entry instanceof IgnoredInput ignored) {
      return "skip\t" + path + "\t" + reason(ignored.reason()) + "\n";
    }
    if (entry instanceof FailedInput failed) {
      return "fail\t" + path + "\t" + reason(failed.error()) + "\n";
    }
    return "caption\t" + path + "\n";
  }

  private String reason(String text) {
    return PrintableText.of(Failures.asFlags(text, command.commandLine()));
  }
}
