package org.showtell.app.cli.terminal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.showtell.app.input.FailureReason;
import org.showtell.dataset.TextEncoding;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options that were not typed: environment variables, then the configuration file.
 *
 * <p>{@code --num-beams} of {@code caption} is {@code SHOWTELL_CAPTION_NUM_BEAMS} or {@code
 * SHOWTELL_NUM_BEAMS}, and in the file {@code caption.num-beams=5} or {@code num-beams=5}. The file
 * is {@code ~/.config/showtell/config.properties}, or what {@code SHOWTELL_CONFIG} names.
 */
public final class Settings implements IDefaultValueProvider {
  private static final String PREFIX = "SHOWTELL_";

  private static final String CONFIG = PREFIX + "CONFIG";

  private final Map<String, String> environment;
  private final Optional<Path> file;
  private final Properties properties;

  private Settings(Map<String, String> environment, Optional<Path> file, Properties properties) {
    this.environment = environment;
    this.file = file;
    this.properties = properties;
  }

  /**
   * Reads the configuration file, if there is one.
   *
   * @throws UsageException if a named one is missing, or it cannot be read
   */
  public static Settings read(Map<String, String> environment) throws UsageException {
    String named = environment.getOrDefault(CONFIG, "");
    Path path = named.isEmpty() ? usualPlace(environment) : Path.of(named);
    if (named.isEmpty() && !Files.exists(path)) {
      return new Settings(environment, Optional.empty(), new Properties());
    }
    Properties properties = new Properties();
    try (Reader reader = TextEncoding.reader(Files.newInputStream(path))) {
      properties.load(reader);
    } catch (IOException e) {
      String origin = named.isEmpty() ? "" : "that " + CONFIG + " names ";
      throw new UsageException(
          path + ": the configuration file " + origin + "cannot be read: " + FailureReason.of(e));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          path + ": not a properties file: " + e.getMessage() + "; a backslash is written twice");
    }
    return new Settings(environment, Optional.of(path), properties);
  }

  private static Path usualPlace(Map<String, String> environment) {
    String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder =
        base.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(base);
    return folder.resolve("showtell").resolve("config.properties");
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return find(argument).map(Found::value).orElse(null);
  }

  /** Where an option's value comes from, for messages; empty for the default. */
  Optional<String> source(ArgSpec argument) {
    return find(argument).map(Found::source);
  }

  private record Found(String value, String source) {}

  private Optional<Found> find(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return Optional.empty();
    }
    String name = key(option);
    List<String> keys = List.of(command(option.command()) + name, name);
    return Stream.concat(keys.stream().map(this::inEnvironment), keys.stream().map(this::inFile))
        .filter(found -> !found.value().isEmpty())
        .findFirst();
  }

  private Found inEnvironment(String key) {
    String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    return new Found(
        environment.getOrDefault(variable, ""), "the environment variable " + variable);
  }

  private Found inFile(String key) {
    return new Found(properties.getProperty(key, "").strip(), key + " in " + file.orElse(null));
  }

  // "caption." of showtell caption, "train.caption." of showtell train caption.
  private static String command(CommandSpec command) {
    return command == null || command.parent() == null
        ? ""
        : command(command.parent()) + command.name() + ".";
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** A message for each key of the file that is no option below the root command. */
  public List<String> unknownKeys(CommandSpec root) {
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    Set<String> known = new HashSet<>();
    collect(root, known);
    unknown.removeAll(known);
    return unknown.stream()
        .map(key -> file.orElseThrow() + ": no option is called " + key)
        .map(text -> text + "; the names are those of --help, without the dashes")
        .toList();
  }

  private static void collect(CommandSpec command, Set<String> known) {
    for (OptionSpec option : command.options()) {
      known.add(key(option));
      known.add(command(command) + key(option));
    }
    command.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), known));
  }
}
