package org.showtell.app.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option whose value may be left out and stands behind an equals sign: what follows it otherwise
 * is another argument.
 */
public final class AttachedValue implements IParameterPreprocessor {
  private static final Pattern NUMBER = Pattern.compile("-?\\d*\\.?\\d+");

  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (!"=".equals(info.get("separator"))) { // a space where the next argument would be taken
      OptionSpec named = (OptionSpec) option;
      if (!arguments.isEmpty()) {
        refuseLooseValue(arguments.peek(), command, named);
      }
      arguments.push(named.fallbackValue());
    }
    return false;
  }

  /** A number that is no file was meant as the value. */
  private static void refuseLooseValue(String next, CommandSpec command, OptionSpec option) {
    if (NUMBER.matcher(next).matches() && !Files.exists(Path.of(next))) {
      throw Usage.wrong(
          command,
          "%s must have its value behind an equals sign, but got %s: write %1$s=%2$s"
              .formatted(option.longestName(), next));
    }
  }
}
