package org.showtell.app.cli.describe;

import java.time.Instant;
import java.util.List;
import org.showtell.app.cli.terminal.PointInTime;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.input.Glob;
import org.showtell.app.input.InputSelection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of which photos are taken; captions and features share them. */
final class FileOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Only photos that match, by their name or, if GLOB has a slash, by their path below the"
              + " folder, in any case; may be repeated (default: all).")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Leave out photos and folders that match, such as *_edit.jpg or **/raw/**; may be repeated"
              + " (default: none).")
  private List<String> exclude = List.of();

  @Option(
      names = "--newer-than",
      paramLabel = "DATE",
      converter = PointInTime.class,
      description =
          "Only photos modified after DATE: 2024-06-01, 2024-06-01T12:30, or 2d, 12h, 3w ago"
              + " (default: all).")
  private Instant newerThan = Instant.MIN;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stop after N photos that are left to do (default: all).")
  private Long limit;

  /** Which photos are taken. */
  InputSelection toSelection() {
    try {
      return new InputSelection(
          include.stream().map(Glob::new).toList(),
          exclude.stream().map(Glob::new).toList(),
          newerThan);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(command, e.getMessage());
    }
  }

  /** How many. */
  long limit() {
    if (limit != null && limit < 1) {
      throw Usage.wrong(command, "--limit must be at least 1, but got " + limit);
    }
    return limit == null ? Long.MAX_VALUE : limit;
  }
}
