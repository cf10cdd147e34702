package org.showtell.decoder;

import java.util.List;
import org.showtell.decoder.cell.GatedCell;
import org.showtell.decoder.cell.LstmCell;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.SimpleCell;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/** The recurrent cells that a network can be made of. */
public enum CellType {
  /** Long short-term memory: {@link LstmCell}. */
  LSTM(4, 2, LstmCell::parameters, LstmCell::new),
  /** {@link SimpleCell} with tanh. */
  VANILLA(SimpleCell.Form.VANILLA),
  /** {@link SimpleCell} with max(0, z) and recurrent weights that start as the identity. */
  RELU(SimpleCell.Form.RELU),
  /** {@link SimpleCell} with time constants that are learnt. */
  LEAKY(SimpleCell.Form.LEAKY),
  /** {@link SimpleCell} with time constants that stay as they are. */
  LEAKY_FIXED(SimpleCell.Form.LEAKY_FIXED),
  /** {@link SimpleCell} with two layers of tanh from step to step. */
  DEEP_TRANSITION(SimpleCell.Form.DEEP_TRANSITION),
  /** Gated recurrent unit: {@link GatedCell}. */
  GRU(GatedCell.Form.GRU),
  /** {@link GatedCell}'s first mutant. */
  MUT1(GatedCell.Form.MUT1),
  /** {@link GatedCell}'s second mutant. */
  MUT2(GatedCell.Form.MUT2),
  /** {@link GatedCell}'s third mutant. */
  MUT3(GatedCell.Form.MUT3);

  private final int gates;
  private final int stateArrays;
  private final Weights weights;
  private final Factory factory;
  private final boolean addsInput;

  CellType(int gates, int stateArrays, Weights weights, Factory factory) {
    this.gates = gates;
    this.stateArrays = stateArrays;
    this.weights = weights;
    this.factory = factory;
    addsInput = false;
  }

  CellType(SimpleCell.Form form) {
    this(
        1,
        1,
        (name, inputs, units) -> SimpleCell.parameters(form, name, inputs, units),
        (name, parameters) -> new SimpleCell(form, name, parameters));
  }

  CellType(GatedCell.Form form) {
    gates = 3;
    stateArrays = 1;
    weights = (name, inputs, units) -> GatedCell.parameters(form, name, inputs, units);
    factory = (name, parameters) -> new GatedCell(form, name, parameters);
    addsInput = form.addsInput();
  }

  /** The weights of a cell: name, I, U. */
  private interface Weights {
    List<ParameterSpec> of(String name, int inputSize, int units);
  }

  /** A cell over weights of a set. */
  private interface Factory {
    RecurrentCell over(String name, ParameterSet parameters);
  }

  /** Pre-activations per unit: G / U. */
  public int gates() {
    return gates;
  }

  /** [B, U] arrays of state. */
  public int stateArrays() {
    return stateArrays;
  }

  /** Whether the equations add an input to sums over units, so that I must equal U. */
  public boolean addsInput() {
    return addsInput;
  }

  /**
   * The weights that a cell of this name and size needs.
   *
   * @throws IllegalArgumentException if the sizes differ and {@link #addsInput}
   */
  public List<ParameterSpec> parameters(String name, int inputSize, int units) {
    return weights.of(name, inputSize, units);
  }

  /** A cell over the weights {@code name.*} of a set. */
  public RecurrentCell cell(String name, ParameterSet parameters) {
    return factory.over(name, parameters);
  }

  /** Number of trainable scalars, by formula: (I + U + 1) G and what a form adds or leaves out. */
  public long parameterCount(long inputs, long units) {
    long full = (inputs + units + 1) * gates * units;
    return switch (this) {
      case LEAKY, LEAKY_FIXED -> full + units;
      case DEEP_TRANSITION -> full + (units + 1) * units;
      case MUT1 -> full - inputs * units - units * units;
      case MUT2 -> full - inputs * units;
      default -> full;
    };
  }
}
