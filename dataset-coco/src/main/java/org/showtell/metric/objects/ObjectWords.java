package org.showtell.metric.objects;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects that a caption names: COCO's 80 classes, each with its synonyms and their plurals.
 *
 * <p>The longest phrase wins, so that a hot dog is no dog, a teddy bear no bear and a train station
 * no train. The young of an animal is that animal and no person ("a baby elephant"). "Orange" is a
 * colour more often than a fruit: it counts in the plural and where the words around it leave no
 * doubt ("an orange on a plate"). The list is this program's own, written after the rules of
 * Rohrbach et al. 2018, "Object hallucination in image captioning": what people take for the same
 * thing is one class, so that a desk is a table, a stool a chair and every computer a laptop.
 *
 * <pre>{@code
 * ObjectWords.shipped().named(List.of("a", "man", "eats", "hot", "dogs")); // [hot dog, person]
 * }</pre>
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ObjectWords {
  /** Stands behind the last word; the judge's tokenizer leaves no such token. */
  private static final String END = ".";

  private final Set<String> classes;
  private final Map<List<String>, String> phrases;
  private final int longest;

  private ObjectWords(ObjectList list) {
    classes = Collections.unmodifiableSet(list.classes());
    phrases = list.phrases();
    longest = phrases.keySet().stream().mapToInt(List::size).max().orElseThrow();
  }

  /** The list that ships with this program. */
  public static ObjectWords shipped() {
    return new ObjectWords(ObjectList.shipped());
  }

  /** The names of the classes, in the order of the alphabet. */
  public Set<String> classes() {
    return classes;
  }

  /**
   * The classes that a caption names, each once, in the order of the alphabet.
   *
   * @param tokens from {@link org.showtell.metric.PtbTokenizer}; a hyphen parts two words
   */
  public Set<String> named(List<String> tokens) {
    List<String> words = new ArrayList<>();
    for (String token : tokens) {
      Collections.addAll(words, token.indexOf('-') < 0 ? new String[] {token} : token.split("-+"));
    }
    words.add(END);
    Set<String> named = new TreeSet<>();
    int at = 0;
    while (at < words.size()) {
      at += read(words, at, named);
    }
    return named;
  }

  /** Reads the longest phrase that begins here, or one word; returns how many words that was. */
  private int read(List<String> words, int at, Set<String> named) {
    for (int length = Math.min(longest, words.size() - at); length > 0; length--) {
      String found = phrases.get(words.subList(at, at + length));
      if (found != null) {
        if (!found.equals(ObjectList.NONE)) {
          named.add(found);
        }
        return length;
      }
    }
    return 1;
  }

  /** Reads {@code coco-objects.txt}: its head says what its lines are. */
  private static final class ObjectList {
    /** Name of the lines whose phrases are no object. */
    static final String NONE = "none";

    private static final String PLURALS = "plural";
    private static final String ANIMALS = "animals";
    private static final String EACH_ANIMAL = "each animal";
    private static final Set<String> RULES = Set.of(PLURALS, ANIMALS, EACH_ANIMAL);

    private final Map<String, Set<String>> lines = new LinkedHashMap<>();
    private final Map<String, String> plurals = new HashMap<>();
    private final Map<List<String>, String> classOf = new HashMap<>();

    private ObjectList(BufferedReader in) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int colon = line.indexOf(':');
          lines
              .computeIfAbsent(line.substring(0, colon), name -> new LinkedHashSet<>())
              .addAll(List.of(line.substring(colon + 1).trim().split(", ")));
        }
      }
      for (String pair : lines.get(PLURALS)) {
        plurals.put(pair.split(" ")[0], pair.split(" ")[1]);
      }
      lines.forEach(this::addPhrases);
      addAnimals();
    }

    /** The list that ships with this program. */
    static ObjectList shipped() {
      try (InputStream in = ObjectList.class.getResourceAsStream("coco-objects.txt");
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return new ObjectList(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("The list of object words cannot be read", e);
      }
    }

    /** The classes, in the order of the alphabet. */
    Set<String> classes() {
      Set<String> classes = new TreeSet<>(lines.keySet());
      classes.removeAll(RULES);
      classes.remove(NONE);
      return classes;
    }

    /** The class of each phrase, singular and plural; {@link #NONE} where it is no object. */
    Map<List<String>, String> phrases() {
      return Map.copyOf(classOf);
    }

    private void addPhrases(String name, Set<String> phrases) {
      if (RULES.contains(name)) {
        return;
      }
      for (String phrase : phrases) {
        for (List<String> form : forms(phrase)) {
          String other = classOf.put(form, name);
          if (other != null && !other.equals(name)) {
            throw new IllegalStateException(
                "each phrase must be under one name of coco-objects.txt, but got %s under %s and %s"
                    .formatted(form, other, name));
          }
        }
      }
    }

    /** A baby elephant is an elephant, and no person. */
    private void addAnimals() {
      for (String animal : lines.get(ANIMALS)) {
        List<List<String>> words = new ArrayList<>();
        lines.get(animal).forEach(phrase -> words.addAll(forms(phrase)));
        for (String pattern : lines.get(EACH_ANIMAL)) {
          for (List<String> word : words) {
            List<String> phrase = List.of(pattern.replace("*", String.join(" ", word)).split(" "));
            classOf.putIfAbsent(phrase, animal);
          }
        }
      }
    }

    private List<List<String>> forms(String phrase) {
      List<String> words = List.of(phrase.split(" "));
      int last = words.size() - 1;
      List<String> plural = new ArrayList<>(words);
      plural.set(last, plural(words.get(last)));
      return List.of(words, List.copyOf(plural));
    }

    private String plural(String noun) {
      String irregular = plurals.get(noun);
      if (irregular != null) {
        return irregular;
      }
      if (noun.endsWith("man")) {
        return noun.substring(0, noun.length() - 2) + "en";
      }
      if (noun.matches(".*(s|x|z|ch|sh)")) {
        return noun + "es";
      }
      return noun.matches(".*[^aeiou]y")
          ? noun.substring(0, noun.length() - 1) + "ies"
          : noun + "s";
    }
  }
}
