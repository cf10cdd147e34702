package org.showtell.app.cli.terminal;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option whose value may be left out and stands behind an equals sign: what follows it otherwise
 * is another argument.
 */
public final class AttachedValue implements IParameterPreprocessor {
  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (!"=".equals(info.get("separator"))) { // a space where the next argument would be taken
      arguments.push(((OptionSpec) option).fallbackValue());
    }
    return false;
  }
}
