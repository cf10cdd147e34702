package org.showtell.app.pipeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.NeutralWords;

/** How captions are searched for where nothing else is asked, by the words that a model knows. */
public final class SearchDefaults {
  /** Not "by": people stand side by side. */
  private static final List<String> CONNECTIVES =
      List.of("and", "or", "on", "in", "with", "of", "at", "is", "are");

  /** Words that tell a gender, and what is said in doubt. */
  private static final List<List<String>> GENDERED =
      List.of(
          List.of("man", "woman", "person"),
          List.of("boy", "girl", "child"),
          List.of("men", "women", "people"),
          List.of("boys", "girls", "children"));

  private SearchDefaults() {}

  /**
   * The defaults for captions, with the rule that "and" and "on" join no word with itself: networks
   * say "a white and white dog" two hundred times as often as people do, and "a bike on a bike".
   */
  public static GenerationConfig of(Vocabulary vocabulary) {
    Set<Integer> connectives =
        CONNECTIVES.stream()
            .map(vocabulary::id)
            .filter(id -> id != Vocabulary.UNK)
            .collect(Collectors.toSet());
    return GenerationConfig.captions().withConnectives(connectives);
  }

  /**
   * Words that tell a gender, of those that a model knows.
   *
   * @param certainty least share of the likelier of two, in [0.5, 1]
   * @throws IllegalArgumentException that names the certainty
   */
  public static NeutralWords neutral(Vocabulary vocabulary, double certainty) {
    List<NeutralWords.Choice> choices =
        GENDERED.stream()
            .map(words -> words.stream().mapToInt(vocabulary::id).toArray())
            .filter(ids -> IntStream.of(ids).noneMatch(id -> id == Vocabulary.UNK))
            .map(ids -> new NeutralWords.Choice(ids[0], ids[1], ids[2]))
            .toList();
    return new NeutralWords(choices, certainty);
  }
}
