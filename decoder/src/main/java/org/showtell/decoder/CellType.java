package org.showtell.decoder;

import java.util.List;
import org.showtell.decoder.cell.LstmCell;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/** The recurrent cells that a caption network can be made of. */
public enum CellType {
  /** Long short-term memory: {@link LstmCell}. */
  LSTM(4, 2) {
    @Override
    List<ParameterSpec> parameters(String name, int inputSize, int units) {
      return LstmCell.parameters(name, inputSize, units);
    }

    @Override
    RecurrentCell cell(String name, ParameterSet parameters) {
      return new LstmCell(name, parameters);
    }
  };

  private final int gates;
  private final int stateArrays;

  CellType(int gates, int stateArrays) {
    this.gates = gates;
    this.stateArrays = stateArrays;
  }

  /** Pre-activations per unit: G / U. */
  int gates() {
    return gates;
  }

  /** [B, U] arrays of state. */
  int stateArrays() {
    return stateArrays;
  }

  abstract List<ParameterSpec> parameters(String name, int inputSize, int units);

  abstract RecurrentCell cell(String name, ParameterSet parameters);
}
