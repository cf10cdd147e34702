package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Environment;
import org.showtell.app.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class ShowtellTest {
  private static final Set<String> COMMANDS =
      Set.of(
          "showtell",
          "showtell caption",
          "showtell video",
          "showtell ask",
          "showtell diff",
          "showtell serve",
          "showtell train",
          "showtell train caption",
          "showtell train keywords",
          "showtell train label",
          "showtell train language",
          "showtell train sequence",
          "showtell train vqa",
          "showtell evaluate",
          "showtell evaluate caption",
          "showtell evaluate keywords",
          "showtell evaluate label",
          "showtell evaluate vqa",
          "showtell label",
          "showtell sample",
          "showtell score",
          "showtell features",
          "showtell models",
          "showtell models list",
          "showtell models show",
          "showtell models verify",
          "showtell models download",
          "showtell data",
          "showtell data coco",
          "showtell doctor");

  @Test
  void thereAreTheseCommands() {
    assertEquals(COMMANDS, commands().map(CommandSpec::qualifiedName).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(CommandSpec command) {
    String name = command.qualifiedName();
    Stream<String> path = Stream.of(name.split(" ")).skip(1);
    CommandRun help = CommandRun.of(Stream.concat(path, Stream.of("--help")).toArray());
    assertEquals(0, help.exitCode(), help.err());
    assertEquals("", help.err());
    assertTrue(help.out().startsWith("Usage: " + name + " "), help.out());
    assertFalse(command.usageMessage().description()[0].isBlank());
    String example = "\n  " + name + (command.subcommands().isEmpty() ? "" : " ");
    assertTrue(help.out().contains("Example"), help.out());
    assertTrue(help.out().contains(example), help.out());
    for (String line : help.out().lines().toList()) {
      assertTrue(line.length() <= 80, "wider than a terminal: " + line);
    }
    for (CommandSpec below :
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).toList()) {
      assertTrue(help.out().contains("\n  " + below.name() + " "), help.out());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionSaysWhatItIsAndItsDefault(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      String text = String.join(" ", option.description());
      String where = command.qualifiedName() + " " + option.longestName() + ": " + text;
      assertTrue(text.endsWith("."), where);
      assertTrue(Character.isUpperCase(text.charAt(0)) || text.startsWith("."), where);
      assertTrue(text.indexOf(' ') > 0, where);
      boolean always = option.usageHelp() || option.versionHelp() || option.required();
      boolean oneOfGroup = option.group() != null && option.group().multiplicity().min() > 0;
      assertTrue(always || oneOfGroup || text.contains("(default: "), where);
      if (isNumber(option)) {
        String value = option.defaultValueString().replaceFirst("\\.0$", "");
        assertTrue(text.contains("(default: " + value), where + " and not " + value);
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      assertTrue(String.join(" ", parameter.description()).endsWith("."), parameter.toString());
    }
  }

  // Zero epochs and infinite minutes stand for a default that is said in words.
  private static boolean isNumber(OptionSpec option) {
    return option.type().isPrimitive()
        && option.type() != boolean.class
        && !Set.of("--epochs", "--max-minutes", "--self-critical").contains(option.longestName());
  }

  private static Stream<CommandSpec> commands() {
    Environment surroundings =
        new Environment(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of(),
            false,
            false,
            false,
            80);
    return below(
        Showtell.commands(new CommandContext(surroundings, new Terminal(surroundings), o -> null)));
  }

  private static Stream<CommandSpec> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(ShowtellTest::below));
  }

  @Test
  void aLibrarysPropertyIsShownAsTheFlag() {
    CommandRun run = CommandRun.of("caption", "no.jpg", "--temperature", "0", "--sample");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("--temperature "), run.err());
    CommandRun beams = CommandRun.of("caption", "no.jpg", "-b", "0");
    assertTrue(beams.err().startsWith("--num-beams "), beams.err());
  }

  @Test
  void tellsItsVersion() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().matches("showtell \\d+\\.\\d+\\.\\d+\\S*\\n"), run.out());
  }

  @Test
  void wrongUsageIsExitCodeTwoWithAHint() {
    CommandRun none = CommandRun.of();
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("showtell --help"), none.err());
    CommandRun misspelt = CommandRun.of("captoin");
    assertEquals(2, misspelt.exitCode());
    assertTrue(misspelt.err().contains("caption"), misspelt.err());
    CommandRun missing = CommandRun.of("caption");
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("PATH"), missing.err());
    assertFalse(missing.err().contains("Exception"), missing.err());
    assertEquals("", missing.out());
  }
}
