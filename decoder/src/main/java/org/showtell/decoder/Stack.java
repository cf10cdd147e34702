package org.showtell.decoder;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.cell.FirstState;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.StackedCell;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * Recurrent layers of one kind, one upon the other.
 *
 * @param cell of every layer
 * @param layers how many, from 1 to 8; with more than one an image vector enters at the second
 *     (Donahue et al. 2015, factored)
 * @param skip whether the layers above the lowest read the words too (Graves 2013)
 * @param dropout share of what one layer gives to the next that training sets to zero, in [0, 1)
 * @param learnedStart whether the state before the first step is trained, where nothing else gives
 *     it
 */
public record Stack(CellType cell, int layers, boolean skip, double dropout, boolean learnedStart) {
  private static final int MOST_LAYERS = 8;

  /** Checks each value. */
  public Stack {
    Check.range("layers", layers, 1, MOST_LAYERS);
    Check.share("layerDropout", dropout);
    Check.that(
        layers > 1 || !skip && dropout == 0,
        "layers must be at least 2 with skip connections or dropout between layers",
        layers);
    Check.that(
        !cell.addsInput() || !skip,
        "skip must be false with %s, which adds what it reads to sums over units".formatted(cell),
        skip);
  }

  /** Layers that start from zeros. */
  public Stack(CellType cell, int layers, boolean skip, double dropout) {
    this(cell, layers, skip, dropout, false);
  }

  /** The same with a first state that is trained, or zeros. */
  public Stack withLearnedStart(boolean learned) {
    return new Stack(cell, layers, skip, dropout, learned);
  }

  /** Layers without skip connections and dropout. */
  public static Stack of(CellType cell, int layers) {
    return new Stack(cell, layers, false, 0);
  }

  /** The name of layer n from 0 at the bottom, to which its weights belong. */
  static String layer(int n) {
    return n == 0 ? "cell" : "cell" + (n + 1);
  }

  /** The layer at which the image vector enters, from 0. */
  int entry() {
    return layers == 1 ? 0 : StackedCell.FACTORED_ENTRY;
  }

  /** [B, U] arrays of state, of all layers. */
  public int stateArrays() {
    return layers * cell.stateArrays();
  }

  private int inputs(int layer, int inputSize, int units) {
    return layer == 0 ? inputSize : units + (skip ? inputSize : 0);
  }

  /**
   * The weights of all layers.
   *
   * @throws IllegalArgumentException if the cell adds its inputs to sums over units and the sizes
   *     differ
   */
  public List<ParameterSpec> parameters(int inputSize, int units) {
    return parameters("", inputSize, units);
  }

  /** The same under names that begin with a prefix, for a network of several stacks. */
  public List<ParameterSpec> parameters(String prefix, int inputSize, int units) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int n = 0; n < layers; n++) {
      specs.addAll(cell.parameters(prefix + layer(n), inputs(n, inputSize, units), units));
    }
    return specs;
  }

  /** The weights of the first state, if it is trained. */
  public List<ParameterSpec> startParameters(int units) {
    return learnedStart ? FirstState.parameters(stateArrays(), units) : List.of();
  }

  /** The first state over the weights of a set. */
  public FirstState start(ParameterSet parameters) {
    return learnedStart ? FirstState.over(parameters, stateArrays()) : FirstState.zeros();
  }

  /** The only layer, or the stack, over the weights of a set. */
  public RecurrentCell over(ParameterSet parameters) {
    return over("", parameters);
  }

  /** The same over weights whose names begin with a prefix. */
  public RecurrentCell over(String prefix, ParameterSet parameters) {
    List<RecurrentCell> cells = new ArrayList<>();
    for (int n = 0; n < layers; n++) {
      cells.add(cell.cell(prefix + layer(n), parameters));
    }
    return layers == 1 ? cells.get(0) : new StackedCell(cells, entry(), skip, dropout);
  }

  /** Number of trainable scalars, by formula. */
  long parameterCount(int inputSize, int units) {
    long count = 0;
    for (int n = 0; n < layers; n++) {
      count += cell.parameterCount(inputs(n, inputSize, units), units);
    }
    return count;
  }
}
