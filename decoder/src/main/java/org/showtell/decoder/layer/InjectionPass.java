package org.showtell.decoder.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.Injection;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * How the image vector v enters the cell, for each form of {@link Injection}:
 *
 * <pre>
 *   initial state   s_a = tanh(v W_a + b_a) per state array a (Xu et al. 2015, section 3.1.2), or
 *                   the stack's first state
 *   every step      W_ih v, added to the pre-activations (Karpathy and Fei-Fei 2015)
 *   first input     x_{-1} = v W + b, before START (Vinyals et al. 2015, eq. 10)
 * </pre>
 *
 * <p>Owns its arrays, not v.
 */
public final class InjectionPass implements AutoCloseable {
  private final CaptionNetwork network;
  private final Injection form;
  private final INDArray v; // [B, D], the caller's
  private final INDArray[] state; // per state array [B, U]
  private final INDArray injected; // [B, G], or null

  /** The forward pass for v, [B, D]. */
  public InjectionPass(CaptionNetwork network, INDArray v) {
    this.network = network;
    this.v = v;
    form = network.config().injection();
    state = new INDArray[network.cell().stateArrays()];
    for (int i = 0; i < state.length; i++) {
      state[i] = Nd4j.create(v.dataType(), new long[] {v.size(0), network.config().units()}, 'c');
      if (form.initialState()) {
        dense("initial" + i, state[i]);
        Transforms.tanh(state[i], false);
      }
    }
    if (!form.initialState()) {
      network.start().write(state);
    }
    if (form.everyStep()) {
      injected = MatrixProduct.matrix(v.dataType(), v.size(0), network.cell().gateSize());
      MatrixProduct.multiply(v, network.parameter("inject.Wih").value(), injected);
    } else {
      injected = null;
    }
  }

  private void dense(String name, INDArray target) {
    MatrixProduct.multiply(v, network.parameter(name + ".W").value(), target);
    target.addiRowVector(network.parameter(name + ".b").value());
  }

  /** The state before the first step, [B, U] per state array. */
  public INDArray[] state() {
    return state;
  }

  /** W_ih v, [B, G], or null. */
  public INDArray injected() {
    return injected;
  }

  /** Writes the input before START, [B, E], of {@link Injection#FIRST_INPUT}. */
  public void writeFirstInput(INDArray target) {
    dense("image", target);
  }

  /**
   * Adds to the gradients of the weights and to that of v.
   *
   * @param gradients of the cell; those by the initial state are overwritten
   * @param vGradient [B, D], or null if nobody asks
   */
  public void backward(RecurrentCell.Gradients gradients, INDArray vGradient) {
    if (form.everyStep()) {
      back(network.parameter("inject.Wih"), null, gradients.injected(), vGradient);
    }
    if (form == Injection.FIRST_INPUT) {
      denseBackward("image", MatrixProduct.rows(gradients.inputs(), 0, v.size(0)), vGradient);
    }
    if (!form.initialState()) {
      network.start().backward(gradients.initial());
    }
    for (int i = 0; form.initialState() && i < state.length; i++) {
      INDArray gradient = gradients.initial()[i];
      try (INDArray slope = state[i].mul(state[i]).rsubi(1)) {
        gradient.muli(slope);
      }
      denseBackward("initial" + i, gradient, vGradient);
    }
  }

  private void denseBackward(String name, INDArray gradient, INDArray vGradient) {
    back(network.parameter(name + ".W"), network.parameter(name + ".b"), gradient, vGradient);
  }

  private void back(Parameter weight, Parameter bias, INDArray gradient, INDArray vGradient) {
    MatrixProduct.addWeightGradient(v, gradient, weight.gradient());
    if (bias != null) {
      MatrixProduct.addColumnSums(gradient, bias.gradient());
    }
    if (vGradient != null) {
      MatrixProduct.inputGradient(gradient, weight.value(), vGradient, 1);
    }
  }

  @Override
  public void close() {
    for (INDArray array : state) {
      array.close();
    }
    if (injected != null) {
      injected.close();
    }
  }
}
