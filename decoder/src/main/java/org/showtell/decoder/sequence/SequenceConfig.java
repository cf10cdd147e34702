package org.showtell.decoder.sequence;

import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.Tokens;
import org.showtell.nn.Check;

/**
 * The facts of an encoder-decoder over one set of symbols.
 *
 * @param symbols number of symbols of inputs and outputs, the unknown one, 0, included
 * @param embedding E, size of a symbol's vector
 * @param units U of each layer and direction
 * @param stack the recurrent layers of encoder and decoder
 * @param reverse whether the input is read from its end (Sutskever et al. 2014, section 3.3)
 * @param bidirectional whether it is read from both ends (Bahdanau et al. 2015, section 3.2)
 * @param attention whether the decoder attends to the input's symbols at every step
 * @param dropout share of symbol-vector and hidden elements that training sets to zero
 */
public record SequenceConfig(
    int symbols,
    int embedding,
    int units,
    Stack stack,
    boolean reverse,
    boolean bidirectional,
    boolean attention,
    double dropout) {
  /** Symbol s is token s + OFFSET: the unknown one is UNK. */
  private static final int OFFSET = Tokens.UNK;

  /** Checks each value. */
  public SequenceConfig {
    Check.atLeast("symbols", symbols, 2);
    Check.that(
        !(reverse && bidirectional),
        "reverse must be false where the input is read from both ends",
        reverse);
    decoder(symbols, embedding, units, stack, bidirectional, attention, dropout);
  }

  /** O, what the encoder gives of each symbol. */
  int outputSize() {
    return bidirectional ? 2 * units : units;
  }

  /**
   * The decoder: its image is the last h of the encoder (Cho et al. 2014, section 2.2), or with
   * attention a grid of all h.
   */
  public DecoderConfig decoder() {
    return decoder(symbols, embedding, units, stack, bidirectional, attention, dropout);
  }

  private static DecoderConfig decoder(
      int symbols,
      int embedding,
      int units,
      Stack stack,
      boolean bidirectional,
      boolean attention,
      double dropout) {
    int memory = bidirectional ? 2 * units : units;
    return new DecoderConfig(
        new DecoderConfig.Sizes(symbols + OFFSET, memory, embedding, units),
        stack,
        Injection.INITIAL_STATE,
        dropout,
        attention
            ? new AttentionConfig(
                AttentionConfig.Score.ADDITIVE,
                AttentionConfig.Mode.SOFT,
                AttentionConfig.Gate.NONE,
                units)
            : null,
        null);
  }

  /** The decoder's tokens of symbols. */
  static int[] tokens(int[] symbols) {
    int[] tokens = symbols.clone();
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] += OFFSET;
    }
    return tokens;
  }

  /** The symbols of the decoder's tokens. */
  static int[] symbols(int[] tokens) {
    int[] symbols = tokens.clone();
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] -= OFFSET;
    }
    return symbols;
  }
}
