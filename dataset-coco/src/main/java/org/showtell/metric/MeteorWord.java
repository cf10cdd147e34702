package org.showtell.metric;

/**
 * What METEOR must know of a word. Made once per word by {@link MeteorLexicon} and shared.
 *
 * @param synsets the keys of its synonym sets, ascending; not copied
 * @param signature a bit per set, by which most pairs of words are told apart
 */
record MeteorWord(
    String text, String stem, boolean isFunctionWord, long[] synsets, long signature) {

  static MeteorWord of(String text, String stem, boolean isFunctionWord, long[] synsets) {
    long bits = 0;
    for (long synset : synsets) {
      bits |= 1L << (synset * 0x9E3779B97F4A7C15L >>> 58);
    }
    return new MeteorWord(text, stem, isFunctionWord, synsets, bits);
  }

  /** Whether the two have a synonym set in common. */
  boolean sharesSynset(MeteorWord other) {
    if ((signature & other.signature) == 0) {
      return false;
    }
    int here = 0;
    int there = 0;
    while (here < synsets.length && there < other.synsets.length) {
      if (synsets[here] == other.synsets[there]) {
        return true;
      }
      if (synsets[here] < other.synsets[there]) {
        here++;
      } else {
        there++;
      }
    }
    return false;
  }
}
