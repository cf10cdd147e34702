package org.showtell.app.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Query parameters of a call: named as the command line's flags, in camel case. */
final class QueryOptions {
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
            "Query parameters must be of "
                + String.join(", ", new TreeSet<>(known))
                + ", but got \""
                + one.getKey()
                + "\"");
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
              case "", "true" -> true;
              case "false" -> false;
              default -> throw new NumberFormatException();
            });
  }

  /** A whole number within bounds, which keep a single call from taking the server. */
  int number(String name, int otherwise, int least, int most) {
    int value = parsed(name, otherwise, "a whole number", Integer::valueOf);
    if (value < least || value > most) {
      throw Problem.badRequest(name + " must be " + least + " to " + most + ", but got " + value);
    }
    return value;
  }

  long seed(String name) {
    return parsed(name, 0L, "a whole number", Long::valueOf);
  }

  Double decimal(String name, Double otherwise) {
    return parsed(name, otherwise, "a number", Double::valueOf);
  }

  private <T> T parsed(String name, T otherwise, String what, Function<String, T> parse) {
    if (!has(name)) {
      return otherwise;
    }
    String text = values.get(name).get(0);
    try {
      return parse.apply(text.strip());
    } catch (NumberFormatException e) {
      throw Problem.badRequest(name + " must be " + what + ", but got \"" + text + "\"");
    }
  }
}
