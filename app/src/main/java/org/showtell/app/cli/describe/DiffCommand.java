package org.showtell.app.cli.describe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.output.change.CaptionComparison;
import org.showtell.app.output.change.ChangeFormat;
import org.showtell.app.output.change.ChangeWriter;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.OutputRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code showtell diff}: what another run says differently. */
@Command(
    name = "diff",
    description = "Shows which captions differ between two jsonl or csv files of captions.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell diff old.jsonl new.jsonl",
      "  showtell diff old.jsonl new.jsonl -f html -o changes.html",
      "",
      "Exit code: 0 compared, whether or not there are differences; 1 some records could not be"
          + " read; 2 wrong usage or files."
    })
public final class DiffCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "OLD", description = "Captions of the earlier run.")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "Captions of the later run.")
  private Path after;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Output format: ${COMPLETION-CANDIDATES} (default: text).")
  private ChangeFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write (default: stdout).")
  private Path output;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace existing output (default: no).")
  private boolean overwrite;

  @Mixin private CommonOptions common;

  public DiffCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException, OutputRefusedException {
    common.apply(context.terminal());
    if (output != null) {
      Destination.requireFree(output, format, overwrite);
    }
    AtomicLong bad = new AtomicLong();
    Optional<Path> file = Optional.ofNullable(output);
    try (CaptionComparison comparison =
            new CaptionComparison(
                before,
                after,
                message -> {
                  bad.incrementAndGet();
                  context.terminal().error(message);
                });
        ChangeWriter writer =
            Destination.open(
                file,
                context.terminal().data(),
                overwrite,
                true,
                place -> format.on(place, file, before.toString(), after.toString()))) {
      CaptionComparison.Counts counts = comparison.run(writer);
      writer.finish(counts);
      context.terminal().note(counts.toString());
    } catch (IOException e) {
      throw new UsageException(e);
    }
    return bad.get() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }
}
