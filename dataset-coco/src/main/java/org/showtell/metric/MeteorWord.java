package org.showtell.metric;

/** What METEOR must know of a word. Made once per word by {@link MeteorLexicon} and shared. */
final class MeteorWord {
  private final String text;
  private final String stem;
  private final boolean function;
  private final long[] synsets;
  private final long signature;

  /** Takes the keys of the synonym sets in ascending order, without a copy. */
  MeteorWord(String text, String stem, boolean function, long[] synsets) {
    this.text = text;
    this.stem = stem;
    this.function = function;
    this.synsets = synsets;
    long bits = 0;
    for (long synset : synsets) {
      bits |= 1L << (synset * 0x9E3779B97F4A7C15L >>> 58);
    }
    signature = bits;
  }

  String text() {
    return text;
  }

  String stem() {
    return stem;
  }

  boolean isFunctionWord() {
    return function;
  }

  /** Whether the two have a synonym set in common. Most pairs are told apart by their signature. */
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
