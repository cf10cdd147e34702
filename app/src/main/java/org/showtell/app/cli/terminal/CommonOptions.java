package org.showtell.app.cli.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every command has. */
public final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Say on stderr only what goes wrong.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Say more on stderr.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /**
   * Sets the terminal up.
   *
   * @throws ParameterException if both are asked for
   */
  public void apply(Terminal terminal) {
    if (quiet && verbose) {
      throw new ParameterException(
          command.commandLine(), "--quiet and --verbose contradict each other: leave one out");
    }
    if (quiet) {
      terminal.setVerbosity(Terminal.Verbosity.QUIET);
    } else if (verbose) {
      terminal.setVerbosity(Terminal.Verbosity.VERBOSE);
      // Before the first logger of ours is made: what a photo broke, and where.
      System.setProperty("org.slf4j.simpleLogger.log.org.showtell", "debug");
    }
  }
}
