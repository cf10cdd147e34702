package org.showtell.decoder;

import org.showtell.attention.AttentionConfig;

/**
 * The facts of a caption network: enough, with its weights, to build it again.
 *
 * @param cell the recurrent cell
 * @param vocabularySize V, the four special tokens included
 * @param memorySize D, size of the image vector
 * @param embeddingSize E, size of a word's vector
 * @param units U, size of the hidden state
 * @param injection where the image vector enters
 * @param dropout share of word-vector and hidden elements that training sets to zero, in [0, 1)
 * @param attention how the decoder looks at a grid of features while it writes; null for a decoder
 *     that sees one vector
 * @param layers recurrent layers one upon the other; with more than one the image vector enters at
 *     the second one (Donahue et al. 2015, factored)
 * @param semantic how the decoder attends to detected words beside the grid; null for one that does
 *     not
 */
public record DecoderConfig(
    CellType cell,
    int vocabularySize,
    int memorySize,
    int embeddingSize,
    int units,
    Injection injection,
    double dropout,
    AttentionConfig attention,
    int layers,
    SemanticConfig semantic) {

  /** The largest size that is believed of a file. */
  private static final int LIMIT = 1 << 20;

  private static final int MOST_LAYERS = 8;

  /** Checks each value. */
  public DecoderConfig {
    if (cell == null || injection == null) {
      throw new IllegalArgumentException("Expected a cell and an injection but got none");
    }
    require("vocabularySize", vocabularySize, Tokens.SPECIALS + 1);
    require("memorySize", memorySize, 1);
    require("embeddingSize", embeddingSize, 1);
    require("units", units, 1);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("Expected dropout in [0, 1) but got " + dropout);
    }
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "Expected layers in [1, " + MOST_LAYERS + "] but got " + layers);
    }
    if (attention != null && layers > 2) {
      throw new IllegalArgumentException(
          "Expected 1 or 2 layers with attention, whose context enters at the second, but got "
              + layers);
    }
    if (attention != null && !injection.initialState()) {
      throw new IllegalArgumentException(
          "Expected INITIAL_STATE or EVERY_STEP_AND_STATE with attention, where the grid's mean"
              + " gives the first state, but got "
              + injection);
    }
    if (semantic != null && (attention == null || attention.gridSize() == 0)) {
      throw new IllegalArgumentException(
          "Expected attention over a learnt grid, grid size of at least 1, beside detected words but"
              + " got "
              + attention);
    }
  }

  /** A decoder that attends to no words. */
  public DecoderConfig(
      CellType cell,
      int vocabularySize,
      int memorySize,
      int embeddingSize,
      int units,
      Injection injection,
      double dropout,
      AttentionConfig attention,
      int layers) {
    this(
        cell,
        vocabularySize,
        memorySize,
        embeddingSize,
        units,
        injection,
        dropout,
        attention,
        layers,
        null);
  }

  /** A decoder without attention. */
  public DecoderConfig(
      CellType cell,
      int vocabularySize,
      int memorySize,
      int embeddingSize,
      int units,
      Injection injection,
      double dropout) {
    this(cell, vocabularySize, memorySize, embeddingSize, units, injection, dropout, null);
  }

  /** A decoder of one layer. */
  public DecoderConfig(
      CellType cell,
      int vocabularySize,
      int memorySize,
      int embeddingSize,
      int units,
      Injection injection,
      double dropout,
      AttentionConfig attention) {
    this(cell, vocabularySize, memorySize, embeddingSize, units, injection, dropout, attention, 1);
  }

  /** The same with so many recurrent layers. */
  public DecoderConfig withLayers(int number) {
    return new DecoderConfig(
        cell,
        vocabularySize,
        memorySize,
        embeddingSize,
        units,
        injection,
        dropout,
        attention,
        number,
        semantic);
  }

  /** The same attending to detected words. */
  public DecoderConfig withSemantic(SemanticConfig words) {
    return new DecoderConfig(
        cell,
        vocabularySize,
        memorySize,
        embeddingSize,
        units,
        injection,
        dropout,
        attention,
        layers,
        words);
  }

  /**
   * Size of the vector that the first state and W_ih v are made of: D, or 2M of a decoder that
   * attends to words, whose means of positions and of words lie side by side.
   */
  public int vectorSize() {
    return semantic == null ? memorySize : 2 * attention.seenSize(memorySize);
  }

  /** The name of the bias that is added to the same sum as W_ih v. */
  public String injectionBias() {
    return CellStack.entryBias(this);
  }

  /** [B, U] arrays of state, of all layers. */
  int stateArrays() {
    return layers * cell.stateArrays();
  }

  /** Whether the decoder looks at a grid. */
  public boolean attends() {
    return attention != null;
  }

  private static void require(String name, int value, int least) {
    if (value < least || value > LIMIT) {
      throw new IllegalArgumentException(
          "Expected " + name + " in [" + least + ", " + LIMIT + "] but got " + value);
    }
  }

  /**
   * Number of trainable scalars, by formula: embedding V E; cell (E + U + 1) G, and (2 U + 1) G for
   * each further layer; injection D G, or (D + 1) E, or (D + 1) U per state array; output (U + 1)
   * V. With attention: its own, see {@link AttentionConfig#parameterCount}; D G for the context's
   * way into the cell; 3 D for the features' standardisation; deep output (U + D + 1) E; output (E
   * + 1) V. Where positions are brought to another size M first: (D + 1) M, and M for D in the
   * attention, the context and the deep output. With detected words: (W + 2) M, and 2 M for D in
   * injection and initial state; 2 U + V where they are copied to the output.
   */
  public long parameterCount() {
    long gateSize = (long) cell.gates() * units;
    long count = (long) vocabularySize * embeddingSize;
    count += (embeddingSize + units + 1L) * gateSize;
    count += (layers - 1) * (2L * units + 1) * gateSize;
    if (injection.everyStep()) {
      count += (long) vectorSize() * gateSize;
    }
    if (injection.initialState()) {
      count += (vectorSize() + 1L) * units * stateArrays();
    }
    if (injection == Injection.FIRST_INPUT) {
      count += (memorySize + 1L) * embeddingSize;
    }
    if (attention == null) {
      return count + (units + 1L) * vocabularySize;
    }
    long seen = attention.seenSize(memorySize);
    count += semantic == null ? 0 : (semantic.words() + 2L) * seen;
    count += semantic != null && semantic.copies() ? 2L * units + vocabularySize : 0;
    count += attention.gridSize() > 0 ? (memorySize + 1L) * seen : 0;
    count += attention.parameterCount((int) seen, units) + seen * gateSize + 3L * memorySize;
    count += (units + seen + 1L) * embeddingSize;
    return count + (embeddingSize + 1L) * vocabularySize;
  }
}
