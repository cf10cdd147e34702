package org.showtell.app.caption;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.generation.ContentRules;
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

  /** Words that something follows: no caption ends with one of them. */
  private static final List<String> UNFINISHED =
      List.of(
          "a", "an", "the", "and", "or", "with", "of", "on", "in", "at", "to", "for", "from", "by",
          "into", "onto", "over", "under", "near", "through", "is", "are", "his", "her", "its",
          "their", "while", "that", "very", "as", "next", "front", "wearing", "holding", "some",
          "each", "another", "two", "three", "beside", "behind", "between", "against", "along",
          "around", "off", "like", "has", "have", "being", "who", "which");

  private SearchDefaults() {}

  /**
   * A model's own settings: those of its manifest, and the defaults where it has none.
   *
   * @param forms of the model's detected words, or null
   */
  public static GenerationConfig of(ModelBundle captioner, KeywordForms forms) {
    GenerationEntry own = captioner.manifest().captioner().generation();
    GenerationConfig search =
        of(captioner.vocabulary(), forms, own.bonus()).withLengthPenalty(own.lengthPenalty());
    ContentRules content = search.constraints().content();
    search = search.withContent(content.withEvidenceWeight(own.evidence()));
    search = own.numBeams() == null ? search : search.withNumBeams(own.numBeams());
    return own.maxTokens() == null ? search : search.withTokens(1, own.maxTokens());
  }

  /**
   * The defaults for captions, with the rule that "and" and "on" join no word with itself: networks
   * say "a white and white dog" two hundred times as often as people do, and "a bike on a bike".
   */
  public static GenerationConfig of(Vocabulary vocabulary) {
    return of(vocabulary, null, 0);
  }

  /**
   * The same for a model that detects words.
   *
   * @param forms which words of captions stand for which detected word; null for the defaults
   * @param bonus what a detected word adds to the rank of a caption that says it, times its
   *     probability
   */
  public static GenerationConfig of(Vocabulary vocabulary, KeywordForms forms, double bonus) {
    return GenerationConfig.captions()
        .withConnectives(known(CONNECTIVES, vocabulary))
        .withContent(
            new ContentRules(
                forms == null ? new int[0] : forms.ofTokens(vocabulary),
                forms == null ? 0 : bonus,
                known(UNFINISHED, vocabulary)));
  }

  private static Set<Integer> known(Collection<String> words, Vocabulary vocabulary) {
    return words.stream()
        .map(vocabulary::id)
        .filter(id -> id != Vocabulary.UNK)
        .collect(Collectors.toSet());
  }

  /** Words that tell a gender, and the least share, 0.5 to 1, of the likelier of two. */
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
