package org.showtell.app.pipeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.generation.GenerationConfig;

/** How captions are searched for where nothing else is asked, by the words that a model knows. */
public final class SearchDefaults {
  private static final List<String> CONJUNCTIONS = List.of("and", "or");

  private SearchDefaults() {}

  /**
   * The defaults for captions, with the rule that "and" joins no word with itself: networks say "a
   * white and white dog" two hundred times as often as people do.
   */
  public static GenerationConfig of(Vocabulary vocabulary) {
    Set<Integer> conjunctions =
        CONJUNCTIONS.stream()
            .map(vocabulary::id)
            .filter(id -> id != Vocabulary.UNK)
            .collect(Collectors.toSet());
    return GenerationConfig.captions().withConjunctions(conjunctions);
  }
}
