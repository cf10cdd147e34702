package org.showtell.dataset.questions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The closed classes of words and the groups that the rules know: {@code words.txt}. */
final class WordLists {
  private final Map<String, List<List<String>>> lines = new HashMap<>();
  private final Map<String, Set<String>> sets = new HashMap<>();
  private final Map<String, Map<String, Set<String>>> companions = new HashMap<>();
  private final Map<String, String> plurals = new LinkedHashMap<>();
  private final Map<String, String> singulars = new LinkedHashMap<>();
  private final Map<String, String> participles = new HashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  private WordLists(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      List<String> words = List.of(line.substring(colon + 1).trim().split(" "));
      String name = line.substring(0, colon);
      lines.computeIfAbsent(name, n -> new ArrayList<>()).add(words);
      sets.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(words);
      for (String word : words) {
        companions
            .computeIfAbsent(name, n -> new HashMap<>())
            .computeIfAbsent(word, w -> new HashSet<>())
            .addAll(words);
      }
    }
    for (List<String> pair : lines.get("plural")) {
      plurals.put(pair.get(0), pair.get(1));
      singulars.put(pair.get(1), pair.get(0));
    }
    for (List<String> verb : lines.get("verb")) {
      verb.forEach(form -> participles.put(form, verb.get(2)));
    }
    for (List<String> line : lines.get("place")) {
      line.stream().skip(1).forEach(place -> places.put(place, line.get(0)));
    }
  }

  /** The lists that ship with this program. */
  static WordLists shipped() {
    try (InputStream in = WordLists.class.getResourceAsStream("words.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new WordLists(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("The word lists of the question rules cannot be read", e);
    }
  }

  /** Whether a word is in the lists of that name. */
  boolean has(String list, String word) {
    return sets.get(list).contains(word);
  }

  /** Whether a line of that name has both words. */
  boolean together(String list, String one, String other) {
    return companions.get(list).getOrDefault(one, Set.of()).contains(other);
  }

  /** From 1 to 10; 0 for a word that is no number. */
  int number(String word) {
    return lines.get("numbers").get(0).indexOf(word) + 1;
  }

  /** The word of a number from 1 to 10. */
  String number(int number) {
    return lines.get("numbers").get(0).get(number - 1);
  }

  /** The -ing form of a verb that takes an object, or null. */
  String participle(String form) {
    return participles.get(form);
  }

  /** The preposition of a place, or null for what is none. */
  String placePreposition(String noun) {
    return places.get(noun);
  }

  /** The singular of an irregular plural, or null. */
  String irregularSingular(String word) {
    return singulars.get(word);
  }

  /** The plural of a noun. */
  String plural(String noun) {
    if (plurals.containsKey(noun)) {
      return plurals.get(noun);
    }
    if (noun.matches(".*(s|x|z|ch|sh)")) {
      return noun + "es";
    }
    return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
