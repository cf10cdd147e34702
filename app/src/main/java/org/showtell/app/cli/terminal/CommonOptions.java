package org.showtell.app.cli.terminal;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command. */
public final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Print only errors on stderr (default: no).")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Print details on stderr (default: no).")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** Sets the terminal's verbosity. */
  public void apply(Terminal terminal) {
    if (quiet && verbose) {
      throw Usage.contradiction(command, List.of("--quiet", "--verbose"));
    }
    if (quiet) {
      terminal.setVerbosity(Terminal.Verbosity.QUIET);
    } else if (verbose) {
      terminal.setVerbosity(Terminal.Verbosity.VERBOSE);
      // Before our first logger is made; it logs why a photo failed.
      System.setProperty("org.slf4j.simpleLogger.log.org.showtell", "debug");
    }
  }
}
