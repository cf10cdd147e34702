package org.showtell.decoder.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/** The term W_ih v of every step (Karpathy and Fei-Fei 2015), where a network has it. */
public final class InjectionPass implements AutoCloseable {
  private final INDArray v; // [B, D], the caller's
  private final Parameter weight; // [D, G], or null
  private final INDArray injected; // [B, G], or null

  public InjectionPass(CaptionNetwork network, INDArray v) {
    this.v = v;
    boolean everyStep = network.config().injection().everyStep();
    weight = everyStep ? network.parameter("inject.Wih") : null;
    injected =
        everyStep ? MatrixProduct.matrix(v.dataType(), v.size(0), network.cell().gateSize()) : null;
    if (everyStep) {
      MatrixProduct.multiply(v, weight.value(), injected);
    }
  }

  /** W_ih v, [B, G], or null. */
  public INDArray injected() {
    return injected;
  }

  /**
   * Adds to the weight's gradient and to that of v.
   *
   * @param gradient [B, G], the sum over all steps
   * @param vGradient [B, D], or null if nobody asks
   */
  public void backward(INDArray gradient, INDArray vGradient) {
    if (weight != null) {
      MatrixProduct.addWeightGradient(v, gradient, weight.gradient());
      if (vGradient != null) {
        MatrixProduct.inputGradient(gradient, weight.value(), vGradient, 1);
      }
    }
  }

  @Override
  public void close() {
    if (injected != null) {
      injected.close();
    }
  }
}
