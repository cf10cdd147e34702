package org.showtell.dataset.keywords;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a reader put right in the words that WordNet gives ImageNet's classes: {@code
 * class-word-corrections.txt}, which also has the words that are too general.
 */
final class ClassWordRules {
  private static final String FILE = "class-word-corrections.txt";

  /** Words that would mislead, or say nothing, as the kind of a class. */
  final Set<String> general = new HashSet<>();

  /** Words that all kinds of a thing get beside their nearest word. */
  final Set<String> basic = new HashSet<>();

  /** Words that stand for a class only if nothing else does. */
  final Set<String> last = new HashSet<>();

  private final Map<String, List<String>> corrections = new HashMap<>();

  ClassWordRules() {
    for (String line : TextRows.rules(FILE)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      List<String> words = List.of(line.substring(colon + 1).strip().split("\\s+"));
      switch (name) {
        case "general" -> general.addAll(words);
        case "basic" -> basic.addAll(words);
        case "last" -> last.addAll(words);
        default -> corrections.computeIfAbsent(name, n -> new ArrayList<>()).addAll(words);
      }
    }
  }

  /** Adds and takes away words; a class of another number or name than ImageNet's is left alone. */
  void correct(int number, String label, Set<String> words) {
    for (String rule : of(number, label)) {
      String word = rule.substring(1);
      switch (rule.charAt(0)) {
        case '=' -> words.clear();
        case '+' -> words.add(word);
        case '-' -> words.remove(word);
        default ->
            throw new IllegalStateException(
                FILE + " must have +word, -word or =, but got " + rule + " for " + label);
      }
    }
  }

  /** The corrections that fit no class of these labels: slips of a reader. */
  List<String> unknownClasses(List<String> labels) {
    return corrections.keySet().stream()
        .filter(
            key -> {
              int number = Integer.parseInt(key.substring(0, key.indexOf(' ')));
              return number >= labels.size() || !key.equals(key(number, labels.get(number)));
            })
        .sorted()
        .toList();
  }

  private List<String> of(int number, String label) {
    return corrections.getOrDefault(key(number, label), List.of());
  }

  private static String key(int number, String label) {
    return number + " " + Stream.of(label.split(",")).findFirst().orElse(label).strip();
  }
}
