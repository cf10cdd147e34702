package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.output.file.PrintableText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell doctor}: what will be used, what is missing, and what to do about it. */
@Command(
    name = "doctor",
    description = "Checks what the program needs: what will be used and what is missing.",
    footer = {
      "",
      "Example:",
      "  showtell doctor",
      "  showtell doctor --bench",
      "",
      "Exit code: 0 everything that is needed is there, 1 something is missing."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration BENCH = Duration.ofSeconds(20);

  private final CommandContext context;
  private final SpeedCheck speed;

  @Option(
      names = "--bench",
      description = {
        "Also measure the starter's speed for 20 seconds, and say which --threads and",
        "--batch-size to use (default: no)."
      })
  private boolean bench;

  @Mixin private CommonOptions common;

  public DoctorCommand(CommandContext context) {
    this(context, BENCH);
  }

  /** With another length of the measurement. */
  DoctorCommand(CommandContext context, Duration bench) {
    this.context = context;
    speed = new SpeedCheck(bench);
  }

  @Override
  public Integer call() throws IOException {
    common.apply(context.terminal());
    ModelsCheck models = new ModelsCheck(context);
    Stream<Supplier<List<Finding>>> checks =
        Stream.of(
            JavaCheck::findings,
            EngineCheck::findings,
            JavaCheck::memory,
            GpuCheck::findings,
            models::findings,
            ModelsCheck::formats,
            bench ? () -> speed.findings(context.captioners()) : List::of);
    boolean missing = false;
    for (Supplier<List<Finding>> check : checks.toList()) {
      for (Finding finding : check.get()) {
        missing |= finding.status() == Finding.Status.MISSING;
        context.print(line(finding));
      }
    }
    return missing ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private static String line(Finding finding) {
    String mark =
        switch (finding.status()) {
          case GOOD -> "ok";
          case NOTE -> "note";
          case MISSING -> "MISSING";
        };
    String line =
        String.format(
            Locale.ROOT, "%-8s%-12s%s%n", mark, finding.topic(), PrintableText.of(finding.text()));
    return finding.advice().isEmpty()
        ? line
        : line + " ".repeat(20) + "-> " + PrintableText.of(finding.advice()) + "\n";
  }
}
