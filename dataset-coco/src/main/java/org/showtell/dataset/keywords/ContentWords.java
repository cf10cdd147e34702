package org.showtell.dataset.keywords;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.extjwnl.data.POS;

/**
 * The content words that a caption's tokens stand for.
 *
 * <p>Nouns become singular ({@code puppies} is {@code puppy}, {@code jeans} stay), verbs take their
 * -ing form ({@code runs} and {@code ran} are {@code running}), so that a parked car is no park,
 * and adjectives lose their comparison. WordNet 3.1 knows the forms; whether {@code walks} is a
 * noun or a verb follows from how often each was counted in its own texts. Function words, numbers,
 * pronouns, words of place and vague words stand for nothing: {@code content-words.txt} lists them,
 * and what WordNet gets wrong. Each token is read by itself.
 *
 * <p>Safe to share between threads; remembers what it looked up.
 */
public final class ContentWords {
  private static final String FILE = "content-words.txt";

  private final KeywordLexicon lexicon = KeywordLexicon.shared();
  private final Map<String, Set<String>> lists = new HashMap<>();
  private final Map<String, String> lemmas = new HashMap<>();
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  private ContentWords() {
    for (String line : TextRows.rules(FILE)) {
      int colon = line.indexOf(':');
      List<String> words = List.of(line.substring(colon + 1).strip().split("\\s+"));
      String name = line.substring(0, colon);
      if (name.equals("lemma")) {
        words.stream().skip(1).forEach(word -> lemmas.put(word, words.get(0)));
      } else {
        lists.computeIfAbsent(name, n -> new HashSet<>()).addAll(words);
      }
    }
  }

  private static final class Holder {
    private static final ContentWords ENGLISH = new ContentWords();
  }

  /** The content words of English. */
  public static ContentWords english() {
    return Holder.ENGLISH;
  }

  /**
   * The word that a token of {@link org.showtell.dataset.vocabulary.CaptionTokenizer} stands for.
   */
  public Optional<String> lemma(String token) {
    Optional<String> found = known.get(token);
    return found != null ? found : known.computeIfAbsent(token, this::lookUp);
  }

  /** The words that a caption's tokens stand for, each once, in order. */
  public List<String> of(List<String> tokens) {
    Set<String> found = new LinkedHashSet<>();
    tokens.forEach(token -> lemma(token).ifPresent(found::add));
    return List.copyOf(found);
  }

  private Optional<String> lookUp(String token) {
    boolean spelt = token.length() > 1 && token.codePoints().noneMatch(Character::isDigit);
    boolean begins = spelt && Character.isLetter(token.codePointAt(0));
    // n't has no digit and begins with a letter.
    if (!begins || token.indexOf('\'') >= 0 || in("none", token)) {
      return Optional.empty();
    }
    String word = lemmas.getOrDefault(token, token);
    if (!lemmas.containsKey(token) && !in("keep", token)) {
      word = form(token);
    }
    return Optional.ofNullable(word).filter(lemma -> lemma.length() > 1 && !in("none", lemma));
  }

  /** The keyword of a word that is known to be a noun in the singular. */
  Optional<String> ofNoun(String word) {
    if (in("none", word) || word.length() < 2) {
      return Optional.empty();
    }
    return Optional.of(lemmas.getOrDefault(word, word));
  }

  private boolean in(String list, String word) {
    return lists.get(list).contains(word);
  }

  private String form(String token) {
    // Of a compound WordNet takes a part for its base: "man-like" is no man.
    if (token.indexOf('-') >= 0) {
      return unknown(token);
    }
    String noun = noun(token);
    String verb = verb(token);
    if (noun != null && in("noun", noun)) {
      return noun;
    }
    if (verb != null && in("verb", verb)) {
      return gerund(verb);
    }
    if (token.endsWith("ing") && token.length() > 4 && token.equals(noun)) {
      return noun;
    }
    String adjective = adjective(token);
    // Most words are one thing only: counting reads all senses, which takes time.
    if (noun != null && verb == null && adjective == null) {
      return noun;
    }
    int asNoun = noun == null ? -1 : lexicon.uses(POS.NOUN, noun);
    int asVerb = verb == null ? -1 : lexicon.uses(POS.VERB, verb);
    int asAdjective = adjective == null ? -1 : lexicon.uses(POS.ADJECTIVE, adjective);
    // "striped" and "broken" say how a thing is, and nobody stripes or breaks it in the photo.
    boolean inflected = verb != null && !token.equals(verb);
    if (adjective != null
        && asAdjective >= asNoun
        && (asAdjective >= asVerb || inflected && !token.endsWith("s"))) {
      return token.endsWith("ing") && verb != null ? gerund(verb) : adjective;
    }
    if (asVerb > asNoun) {
      return gerund(verb);
    }
    if (noun != null) {
      return noun;
    }
    return lexicon.has(POS.ADVERB, token) ? null : unknown(token);
  }

  /** The singular, or null for what is no noun. */
  private String noun(String token) {
    List<String> bases = lexicon.bases(POS.NOUN, token);
    if (bases.isEmpty()) {
      return null;
    }
    boolean plural = token.endsWith("s") && !token.matches(".*(ss|us|is)");
    if (bases.contains(token) && !plural) {
      return token;
    }
    // WordNet has "dogs" as a word of its own too: andirons.
    return bases.stream()
        .filter(base -> !base.equals(token) && isWord(base))
        .findFirst()
        .orElse(bases.contains(token) ? token : null);
  }

  private String verb(String token) {
    String best = null;
    for (String base : lexicon.bases(POS.VERB, token)) {
      if (isWord(base)
          && (best == null || lexicon.uses(POS.VERB, base) > lexicon.uses(POS.VERB, best))) {
        best = base;
      }
    }
    return best;
  }

  private String adjective(String token) {
    List<String> bases = lexicon.bases(POS.ADJECTIVE, token);
    // WordNet has "bigger" as a word of its own too.
    boolean compared = token.endsWith("er") || token.endsWith("est");
    return bases.stream()
        .filter(base -> isWord(base) && (!compared || !base.equals(token)))
        .findFirst()
        .orElse(bases.contains(token) ? token : null);
  }

  private static boolean isWord(String base) {
    return base.length() > 1 && base.indexOf(' ') < 0;
  }

  /** WordNet lacks "wakeboarders" and "selfies": a plural all the same. */
  private static String unknown(String token) {
    boolean plural = token.length() > 3 && token.matches("[a-z-]*[^siu]s");
    return plural ? token.substring(0, token.length() - 1) : token;
  }

  /** The -ing form of a verb: run gives running. */
  static String gerund(String verb) {
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
