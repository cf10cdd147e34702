package org.showtell.decoder.language;

import java.util.Objects;
import org.showtell.decoder.Stack;
import org.showtell.nn.Check;

/**
 * The facts of a language model: enough, with its weights, to build it again.
 *
 * @param vocabulary V
 * @param embedding E, size of a token's vector
 * @param units U of each layer
 * @param stack the recurrent layers
 * @param dropout share of token-vector and hidden elements that training sets to zero, in [0, 1)
 */
public record LanguageConfig(
    int vocabulary, int embedding, int units, Stack stack, double dropout) {
  private static final int LIMIT = 1 << 20;

  /** Checks each value. */
  public LanguageConfig {
    Check.range("vocabularySize", vocabulary, 2, LIMIT);
    Check.range("embeddingSize", embedding, 1, LIMIT);
    Check.range("units", units, 1, LIMIT);
    Objects.requireNonNull(stack, "stack");
    Check.share("dropout", dropout);
    Check.that(
        !stack.cell().addsInput() || embedding == units,
        "embeddingSize must equal the %s units of %s, which adds a token's vector to sums over units"
            .formatted(units, stack.cell()),
        embedding);
  }
}
