package org.showtell.app.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Query parameters of a call: named as the command line's flags, in camel case. */
final class QueryOptions {
  private static final Pattern PLAIN =
      Pattern.compile("true|false|-?\\d{1,40}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?");

  private final Map<String, List<String>> values;

  /**
   * Checks the names.
   *
   * @throws Problem.ProblemException if one is not known, or given twice
   */
  QueryOptions(Map<String, List<String>> values, Set<String> known) {
    this.values = values;
    for (Map.Entry<String, List<String>> one : values.entrySet()) {
      if (!known.contains(one.getKey())) {
        throw Problem.badRequest(
            "Query parameters must be "
                + (known.isEmpty() ? "none" : "of " + String.join(", ", new TreeSet<>(known)))
                + ", but got "
                + Problem.quoted(one.getKey()));
      }
      if (one.getValue().size() != 1) {
        throw Problem.badRequest(
            one.getKey() + " must be given once, but got it " + one.getValue().size() + " times");
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String otherwise) {
    return has(name) ? values.get(name).get(0) : otherwise;
  }

  boolean flag(String name) {
    return parsed(
        name,
        false,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new NumberFormatException();
            });
  }

  /** A whole number within bounds, which keep a single call from taking the server. */
  int number(String name, int otherwise, int least, int most) {
    long value = whole(name, otherwise);
    if (value < least || value > most) {
      throw Problem.badRequest(name + " must be " + least + " to " + most + ", but got " + value);
    }
    return (int) value;
  }

  /** A whole number of 64 bits. */
  long whole(String name, long otherwise) {
    return parsed(name, otherwise, "a whole number", Long::valueOf);
  }

  /** A number within bounds; {@code otherwise} may be null. */
  Double decimal(String name, Double otherwise, double least, double most) {
    Double value = parsed(name, otherwise, "a number", Double::valueOf);
    if (has(name) && (value < least || value > most)) {
      throw Problem.badRequest(
          name + " must be %s to %s, but got %s".formatted(shown(least), shown(most), value));
    }
    return value;
  }

  private static String shown(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  // Java reads more as a number than JSON does: "+1", "1f", "0x1p3", "NaN".
  private <T> T parsed(String name, T otherwise, String what, Function<String, T> parse) {
    if (!has(name)) {
      return otherwise;
    }
    String text = values.get(name).get(0);
    try {
      if (!PLAIN.matcher(text).matches()) {
        throw new NumberFormatException();
      }
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw Problem.badRequest(name + " must be " + what + ", but got " + Problem.quoted(text));
    }
  }
}
