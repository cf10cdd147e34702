package org.showtell.decoder.label;

import java.util.Objects;
import org.showtell.decoder.Stack;
import org.showtell.nn.Check;

/**
 * The facts of a labelling network: enough, with its weights, to build it again.
 *
 * @param memorySize D, features of a frame
 * @param labels K, from 2
 * @param units U of each layer and direction
 * @param stack the recurrent layers of a direction
 * @param bidirectional whether a second stack reads from the last frame to the first
 * @param scope what gets a label
 * @param dropout share of frame features and of hidden states that training sets to zero
 */
public record LabelConfig(
    int memorySize,
    int labels,
    int units,
    Stack stack,
    boolean bidirectional,
    LabelScope scope,
    double dropout) {
  private static final int LIMIT = 1 << 20;

  /** Checks each value. */
  public LabelConfig {
    Check.range("memorySize", memorySize, 1, LIMIT);
    Check.range("Labels", labels, 2, LIMIT);
    Check.range("units", units, 1, LIMIT);
    Objects.requireNonNull(stack, "stack");
    Check.that(
        !stack.learnedStart(),
        "learnedStart must be false for labels, whose layers start from zeros",
        stack.learnedStart());
    Objects.requireNonNull(scope, "scope");
    Check.share("dropout", dropout);
  }

  /** O, what the layers give: U, or 2 U of two directions. */
  int outputSize() {
    return bidirectional ? 2 * units : units;
  }
}
