package org.showtell.decoder.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The first state of a batch: zero, or {@code tanh(v W + b)} per state array (Xu et al. 2015,
 * section 3.1.2).
 */
public final class InitialStatePass implements AutoCloseable {
  private final CaptionNetwork network;
  private final INDArray v; // [B, D], the caller's
  private final INDArray[] state; // per state array [B, U]

  public InitialStatePass(CaptionNetwork network, INDArray v) {
    this.network = network;
    this.v = v;
    state = new INDArray[network.cell().stateArrays()];
    for (int i = 0; i < state.length; i++) {
      state[i] = Nd4j.create(v.dataType(), new long[] {v.size(0), network.config().units()}, 'c');
      if (network.config().injection().initialState()) {
        MatrixProduct.multiply(v, weight(i).value(), state[i]);
        state[i].addiRowVector(bias(i).value());
        Transforms.tanh(state[i], false);
      }
    }
  }

  public INDArray[] state() {
    return state;
  }

  /**
   * Adds to the gradients of the layers and to that of v.
   *
   * @param gradients per state array [B, U], overwritten
   * @param vGradient [B, D], or null if nobody asks
   */
  public void backward(INDArray[] gradients, INDArray vGradient) {
    if (!network.config().injection().initialState()) {
      return;
    }
    for (int i = 0; i < state.length; i++) {
      try (INDArray slope = state[i].mul(state[i]).rsubi(1)) {
        gradients[i].muli(slope);
      }
      MatrixProduct.addWeightGradient(v, gradients[i], weight(i).gradient());
      MatrixProduct.addColumnSums(gradients[i], bias(i).gradient());
      if (vGradient != null) {
        MatrixProduct.inputGradient(gradients[i], weight(i).value(), vGradient, 1);
      }
    }
  }

  private Parameter weight(int i) {
    return network.parameter("initial" + i + ".W");
  }

  private Parameter bias(int i) {
    return network.parameter("initial" + i + ".b");
  }

  @Override
  public void close() {
    for (INDArray array : state) {
      array.close();
    }
  }
}
