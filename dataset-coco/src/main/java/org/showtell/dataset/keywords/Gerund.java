package org.showtell.dataset.keywords;

/** The -ing form of a verb. */
final class Gerund {
  private Gerund() {}

  /**
   * @param verb its base form, such as run
   * @return such as running
   */
  static String of(String verb) {
    if (verb.endsWith("ie")) {
      return verb.substring(0, verb.length() - 2) + "ying";
    }
    if (verb.matches(".*[^eoy]e") && verb.length() > 2) {
      return verb.substring(0, verb.length() - 1) + "ing";
    }
    // One short vowel before one consonant: the consonant is doubled. Of longer verbs only those
    // that are stressed at their end, which the spelling does not tell.
    boolean doubled =
        verb.matches("[^aeiou]*(qu)?[aeiou][^aeiouwxy]")
            || verb.matches("(.*-)?(begin|forget|unzip|refer|admit|commit|equip|kidnap|upset)");
    return (doubled ? verb + verb.charAt(verb.length() - 1) : verb) + "ing";
  }
}
