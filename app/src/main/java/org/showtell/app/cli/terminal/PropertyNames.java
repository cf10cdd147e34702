package org.showtell.app.cli.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Translates the names of Java properties in a library's message to the flags of a command: {@code
 * numBeams must be at least 1} becomes {@code --num-beams must be at least 1}.
 *
 * <p>A name of one word ({@code temperature}) is also a word of English, so that it is translated
 * only at the start of a message, and where it does something: {@code overwrite replaces it}. Parts
 * of paths and of file names stay as they are.
 */
final class PropertyNames {
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w./\\\\-])[a-z][A-Za-z0-9]*(?![\\w/\\\\-]|\\.\\w)");

  /** What a property does, behind its name. */
  private static final Pattern DOES = Pattern.compile(" (?:adds|continues|keeps|replaces)\\b");

  /** The value that a message ends its rule with. */
  private static final Pattern GOT = Pattern.compile("but got ([^\\s;:,]+)");

  private final CommandSpec command;
  private final Map<String, String> flags = new TreeMap<>();

  PropertyNames(CommandSpec command) {
    this.command = command;
    command.options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--"))
        .forEach(name -> flags.put(camelCase(name.substring(2)), name));
  }

  /**
   * The message with flags for properties, and its option's value as it was typed: {@code --every
   * 0} became a duration that is shown as {@code PT0S}.
   */
  String asTyped(String message) {
    String text = asFlags(message);
    Matcher got = GOT.matcher(text);
    if (!got.find()) {
      return text;
    }
    return command.options().stream()
        .filter(option -> Stream.of(option.names()).anyMatch(name -> isNamed(text, name)))
        .filter(option -> got.group(1).equals(Objects.toString(option.getValue())))
        .filter(option -> option.stringValues().size() == 1)
        .findFirst()
        .map(option -> option.stringValues().get(0))
        .map(typed -> text.substring(0, got.start(1)) + typed + text.substring(got.end(1)))
        .orElse(text);
  }

  private static boolean isNamed(String text, String flag) {
    return text.startsWith(flag + " ") || text.contains(" " + flag + " ");
  }

  String asFlags(String message) {
    Matcher does = DOES.matcher(message);
    return WORD.matcher(message)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    translation(
                        word.group(),
                        word.start() == 0
                            || does.region(word.end(), message.length()).lookingAt())));
  }

  private String translation(String word, boolean property) {
    boolean unmistakable = !word.equals(word.toLowerCase(Locale.ROOT));
    return property || unmistakable ? flags.getOrDefault(word, word) : word;
  }

  private static String camelCase(String flag) {
    return Pattern.compile("-(.)")
        .matcher(flag)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }
}
