package org.showtell.app.cli.terminal;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of a command's options against each other. */
public final class Usage {
  private Usage() {}

  /** Whether an option was typed, rather than set by the environment, the file or its default. */
  public static boolean isTyped(CommandSpec command, String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** The options that were typed, in the order of the list. */
  public static List<String> typed(CommandSpec command, List<String> options) {
    return options.stream().filter(option -> isTyped(command, option)).toList();
  }

  public static ParameterException wrong(CommandSpec command, String message) {
    return new ParameterException(command.commandLine(), message);
  }

  public static ParameterException contradiction(CommandSpec command, List<String> options) {
    return wrong(command, String.join(" and ", options) + " contradict each other: leave one out");
  }

  /** The command line as the user typed it. */
  public static String commandLine(CommandSpec command) {
    return "showtell "
        + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
  }
}
