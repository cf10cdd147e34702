package org.showtell.dataset.questions;

import java.util.Set;

/**
 * A noun of a caption: its singular, and WordNet's field of its first sense, such as {@code
 * animal}.
 */
record Noun(String lemma, boolean plural, String field) {
  private static final Set<String> VISIBLE =
      Set.of("animal", "person", "artifact", "food", "plant", "object", "substance", "phenomenon");

  /** Whether it can be seen, and not only thought of. */
  boolean visible() {
    return VISIBLE.contains(field);
  }

  boolean person() {
    return field.equals("person");
  }

  boolean animate() {
    return person() || field.equals("animal");
  }

  /** Whether it is one thing with a plural's name: jeans, shorts, sunglasses. */
  static boolean pluralOnly(String lemma) {
    return lemma.endsWith("s") && !lemma.matches(".*(ss|us|is)");
  }
}
