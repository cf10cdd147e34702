package org.showtell.decoder.layer;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The grid that a batch's words look at: the standardised features as they are, or through a layer
 * that is learnt, {@code drop(max(0, a_i W + b))} (as in the released code of Rennie et al. 2017).
 * Owns what it makes, not the features.
 */
final class GridPass implements AutoCloseable {
  private final CaptionNetwork network;
  private final INDArray features; // [B*L, D], the caller's
  private final INDArray seen; // [B*L, M], or the features themselves
  private final Dropout dropout; // or null

  GridPass(CaptionNetwork network, INDArray features, double probability, SplittableRandom random) {
    this.network = network;
    this.features = features;
    boolean learnt = network.config().attention().gridSize() > 0;
    seen = learnt ? network.embeddedGrid(features) : features;
    dropout = learnt ? Dropout.apply(seen, probability, random) : null;
  }

  /** What is looked at, [B*L, M or D]. */
  INDArray seen() {
    return seen;
  }

  /** Whether {@link #backward} wants to be called. */
  boolean learnt() {
    return dropout != null;
  }

  /**
   * Adds to the layer's gradients.
   *
   * @param gradient by what is looked at, [B*L, M], overwritten
   * @param featureGradient by the features, [B*L, D], written; or null if nobody asks
   */
  void backward(INDArray gradient, INDArray featureGradient) {
    dropout.again(gradient);
    // Behind max(0, x) and dropout a number is positive, or nothing depends on it.
    try (INDArray open = Transforms.sign(seen, true)) {
      gradient.muli(open);
    }
    Parameter weight = network.parameter("grid.W");
    MatrixProduct.addWeightGradient(features, gradient, weight.gradient());
    MatrixProduct.addColumnSums(gradient, network.parameter("grid.b").gradient());
    if (featureGradient != null) {
      MatrixProduct.inputGradient(gradient, weight.value(), featureGradient, 0);
    }
  }

  @Override
  public void close() {
    if (dropout != null) {
      dropout.close();
      seen.close();
    }
  }
}
