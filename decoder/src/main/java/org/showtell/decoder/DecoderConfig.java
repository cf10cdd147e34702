package org.showtell.decoder;

import java.util.Objects;
import org.showtell.attention.AttentionConfig;
import org.showtell.nn.Check;

/**
 * The facts of a caption network: enough, with its weights, to build it again.
 *
 * @param sizes V, D, E and U
 * @param stack the recurrent layers
 * @param injection where the image vector enters
 * @param dropout share of word-vector and hidden elements that training sets to zero, in [0, 1)
 * @param attention how the decoder attends to a grid of features at every step; null for a decoder
 *     that sees one vector
 * @param semantic how the decoder attends to detected words beside the grid; null for one that does
 *     not
 */
public record DecoderConfig(
    Sizes sizes,
    Stack stack,
    Injection injection,
    double dropout,
    AttentionConfig attention,
    SemanticConfig semantic) {

  /** The largest size that is believed of a file. */
  private static final int LIMIT = 1 << 20;

  /** Checks each value and those that contradict each other. */
  public DecoderConfig {
    Objects.requireNonNull(sizes, "sizes");
    Objects.requireNonNull(stack, "stack");
    Objects.requireNonNull(injection, "injection");
    Check.share("dropout", dropout);
    Check.that(
        !stack.cell().addsInput() || sizes.embedding == sizes.units,
        "embeddingSize must equal the %s units of %s, which adds a word's vector to sums over units"
            .formatted(sizes.units, stack.cell()),
        sizes.embedding);
    Check.that(
        !stack.learnedStart() || !injection.initialState(),
        "learnedStart must be false with %s, where the image gives the first state"
            .formatted(injection),
        stack.learnedStart());
    if (attention != null) {
      Check.that(
          stack.layers() <= 2,
          "layers must be 1 or 2 with attention, whose context enters at the second",
          stack.layers());
      Check.that(
          injection.initialState(),
          "injection must be INITIAL_STATE or EVERY_STEP_AND_STATE with attention, where the"
              + " grid's mean gives the first state",
          injection);
    }
    Check.that(
        semantic == null || attention != null && attention.gridSize() > 0,
        "gridSize must be at least 1 beside detected words, which join a trained grid",
        attention == null ? "no attention" : attention.gridSize());
  }

  /**
   * The sizes of a caption network.
   *
   * @param vocabulary V, the four special tokens included
   * @param memory D, size of the image vector or of a position of the grid
   * @param embedding E, size of a word's vector
   * @param units U, size of the hidden state
   */
  public record Sizes(int vocabulary, int memory, int embedding, int units) {
    /** Checks each value. */
    public Sizes {
      Check.range("vocabularySize", vocabulary, Tokens.SPECIALS + 1, LIMIT);
      Check.range("memorySize", memory, 1, LIMIT);
      Check.range("embeddingSize", embedding, 1, LIMIT);
      Check.range("units", units, 1, LIMIT);
    }
  }

  /** A decoder of one layer that sees one vector. */
  public DecoderConfig(Sizes sizes, CellType cell, Injection injection, double dropout) {
    this(sizes, Stack.of(cell, 1), injection, dropout, null, null);
  }

  /** The same with so many recurrent layers. */
  public DecoderConfig withLayers(int number) {
    return withStack(Stack.of(stack.cell(), number));
  }

  /** The same with other recurrent layers. */
  public DecoderConfig withStack(Stack other) {
    return new DecoderConfig(sizes, other, injection, dropout, attention, semantic);
  }

  /**
   * The same with as many units as bring the parameters closest to a number, so that networks of
   * different forms can be compared. E stays, or equals U where the cell adds words to sums over
   * units.
   *
   * @throws IllegalArgumentException if a network of one unit has more
   */
  public DecoderConfig withParameters(long number) {
    long least = withUnits(1).parameterCount();
    Check.that(number >= least, "parameters must be at least %d here".formatted(least), number);
    int low = 1; // has at most so many
    int high = LIMIT; // has more
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (withUnits(middle).parameterCount() <= number) {
        low = middle;
      } else {
        high = middle;
      }
    }
    long below = number - withUnits(low).parameterCount();
    return withUnits(withUnits(high).parameterCount() - number < below ? high : low);
  }

  private DecoderConfig withUnits(int number) {
    int embedding = stack.cell().addsInput() ? number : sizes.embedding;
    return new DecoderConfig(
        new Sizes(sizes.vocabulary, sizes.memory, embedding, number),
        stack,
        injection,
        dropout,
        attention,
        semantic);
  }

  /** The same attending to a grid; null for a decoder that does not. */
  public DecoderConfig withAttention(AttentionConfig other) {
    return new DecoderConfig(sizes, stack, injection, dropout, other, semantic);
  }

  /** The same attending to detected words. */
  public DecoderConfig withSemantic(SemanticConfig words) {
    return new DecoderConfig(sizes, stack, injection, dropout, attention, words);
  }

  /** V. */
  public int vocabularySize() {
    return sizes.vocabulary;
  }

  /** D. */
  public int memorySize() {
    return sizes.memory;
  }

  /** E. */
  public int embeddingSize() {
    return sizes.embedding;
  }

  /** U. */
  public int units() {
    return sizes.units;
  }

  /**
   * Size of the vector that the first state and W_ih v are made of: D, or 2M of a decoder that
   * attends to words, whose means of positions and of words lie side by side.
   */
  public int vectorSize() {
    return semantic == null ? sizes.memory : 2 * attention.seenSize(sizes.memory);
  }

  /** The name of the bias that is added to the same sum as W_ih v. */
  public String injectionBias() {
    return Stack.layer(stack.entry()) + ".b";
  }

  /** M, size of the layer in which {@link Injection#MERGE} joins word, state and image. */
  int mergedSize() {
    return 2 * sizes.embedding;
  }

  /** Whether the decoder attends to a grid. */
  public boolean attends() {
    return attention != null;
  }

  /**
   * Number of trainable scalars, by formula: embedding V E; cell (E + U + 1) G, and (2 U + 1) G for
   * each further layer, less what {@link CellType} leaves out; U per state array of a first state
   * that is trained; injection D G, or (D + 1) E, or (D + 1) U per state array, or (E + U + D + 1)
   * 2E with 2E for U in the output; output (U + 1) V. With attention: its own, see {@link
   * AttentionConfig#parameterCount}; D G for the context's way into the cell; 3 D for the features'
   * standardisation; deep output (U + D + 1) E; output (E + 1) V. Where positions are brought to
   * another size M first: (D + 1) M, and M for D in the attention, the context and the deep output.
   * With detected words: (W + 2) M, and 2 M for D in injection and initial state; 2 U + V where
   * they are copied to the output.
   */
  public long parameterCount() {
    int units = sizes.units;
    long gateSize = (long) stack.cell().gates() * units;
    long count = (long) sizes.vocabulary * sizes.embedding;
    count += stack.parameterCount(sizes.embedding, units);
    count += stack.learnedStart() ? (long) stack.stateArrays() * units : 0;
    if (injection.everyStep()) {
      count += (long) vectorSize() * gateSize;
    }
    if (injection.initialState()) {
      count += (vectorSize() + 1L) * units * stack.stateArrays();
    }
    if (injection == Injection.FIRST_INPUT) {
      count += (sizes.memory + 1L) * sizes.embedding;
    }
    if (injection == Injection.MERGE) {
      long merged = mergedSize();
      count += (sizes.embedding + units + sizes.memory + 1L) * merged;
      return count + (merged + 1L) * sizes.vocabulary;
    }
    if (attention == null) {
      return count + (units + 1L) * sizes.vocabulary;
    }
    long seen = attention.seenSize(sizes.memory);
    count += semantic == null ? 0 : (semantic.words() + 2L) * seen;
    count += semantic != null && semantic.copies() ? 2L * units + sizes.vocabulary : 0;
    count += attention.gridSize() > 0 ? (sizes.memory + 1L) * seen : 0;
    count += attention.parameterCount((int) seen, units) + seen * gateSize + 3L * sizes.memory;
    count += (units + seen + 1L) * sizes.embedding;
    return count + (sizes.embedding + 1L) * sizes.vocabulary;
  }

  /** All values in one line, as models keep them among their provenance. */
  @Override
  public String toString() {
    return ("DecoderConfig[cell=%s, vocabularySize=%s, memorySize=%s, embeddingSize=%s, units=%s,"
            + " injection=%s, dropout=%s, attention=%s, layers=%s, semantic=%s]")
        .formatted(
            stack.cell(),
            sizes.vocabulary,
            sizes.memory,
            sizes.embedding,
            sizes.units,
            injection,
            dropout,
            attention,
            stack.skip() || stack.dropout() > 0 ? stack : stack.layers(),
            semantic);
  }
}
