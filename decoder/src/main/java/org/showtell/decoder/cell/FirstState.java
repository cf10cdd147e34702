package org.showtell.decoder.cell;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The state before the first step where nothing else gives it: zeros, or weights {@code startN} [1,
 * U] that are trained (Forcada and Carrasco 1995), the same for all rows.
 */
public final class FirstState {
  private final List<Parameter> learnt; // one per state array; empty for zeros

  private FirstState(List<Parameter> learnt) {
    this.learnt = learnt;
  }

  /** Zeros. */
  public static FirstState zeros() {
    return new FirstState(List.of());
  }

  /** The weights of a state of so many arrays. */
  public static List<ParameterSpec> parameters(int stateArrays, int units) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < stateArrays; i++) {
      specs.add(ParameterSpec.row("start" + i, units, 0));
    }
    return specs;
  }

  /** A state over these weights of a set. */
  public static FirstState over(ParameterSet parameters, int stateArrays) {
    List<Parameter> learnt = new ArrayList<>();
    for (int i = 0; i < stateArrays; i++) {
      learnt.add(parameters.get("start" + i));
    }
    return new FirstState(learnt);
  }

  /** Writes it to every row of the arrays of a state, [B, U] each. */
  public void write(INDArray[] state) {
    for (int i = 0; i < state.length; i++) {
      if (learnt.isEmpty()) {
        state[i].assign(0);
      } else {
        MatrixProduct.toEachRow(learnt.get(i).value(), state[i], 0);
      }
    }
  }

  /** The same for arrays on the heap, [B*U] each, which are zero. */
  public void write(float[][] state) {
    for (int i = 0; i < learnt.size(); i++) {
      float[] row = HostFloats.copy(learnt.get(i).value());
      for (int at = 0; at < state[i].length; at++) {
        state[i][at] = row[at % row.length];
      }
    }
  }

  /** Adds to the gradients of the weights, from the gradient by the state, [B, U] each. */
  public void backward(INDArray[] gradient) {
    for (int i = 0; i < learnt.size(); i++) {
      MatrixProduct.addColumnSums(gradient[i], learnt.get(i).gradient());
    }
  }
}
