package org.showtell.metric.objects;

import java.util.ArrayList;
import java.util.Collections;
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
   * The classes that a caption names, in the order of the alphabet.
   *
   * @param tokens of the caption in lower case, from {@link org.showtell.metric.PtbTokenizer};
   *     words with a hyphen are read as two
   * @return each class once; may be empty
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
}
