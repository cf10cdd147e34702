package org.showtell.decoder;

/** The tokens that have a meaning of their own; a vocabulary holds them first, in this order. */
public final class Tokens {
  /** Fills the rest of a short sentence; never generated, never counted. */
  public static final int PAD = 0;

  /** Comes before the first word; never generated. */
  public static final int START = 1;

  /** Comes after the last word: a training target, and what ends a hypothesis. */
  public static final int END = 2;

  /** Stands for words that are not in the vocabulary; never generated. */
  public static final int UNK = 3;

  /** How many there are. */
  public static final int SPECIALS = 4;

  private Tokens() {}
}
