package org.showtell.cluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code showtell cluster}: the commands that run on Apache Spark. */
@Command(
    name = "showtell cluster",
    description = "Captions photos and videos on Apache Spark.",
    mixinStandardHelpOptions = true,
    subcommands = {Caption.class, Features.class, HelpCommand.class},
    footer = {"", "Example:", "  showtell cluster caption -r photos -o captions.parquet"})
public final class ClusterCommand {
  private ClusterCommand() {}

  /** Ends with the exit code of the command. */
  public static void main(String[] arguments) {
    System.exit(commandLine(new ClusterCommand()).execute(arguments));
  }

  /** With errors in one line: the rule, and what to do. */
  static CommandLine commandLine(Object command) {
    CommandLine line = new CommandLine(command);
    line.setExecutionExceptionHandler(
        (error, failed, parsed) -> {
          failed.getErr().println("showtell: " + reason(error));
          return error instanceof UsageException ? 2 : 1;
        });
    return line;
  }

  /** What cannot be done as it was asked for. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause != cause.getCause()) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
