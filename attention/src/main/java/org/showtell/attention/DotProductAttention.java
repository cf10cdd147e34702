package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.kernel.AttentionKernel;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Soft attention with the scaled dot product {@code e_i = (W a_i + b) . (V h) / sqrt(A)} (Vaswani
 * et al. 2017, eq. 1, with one head).
 */
public final class DotProductAttention extends SoftAttention {

  /** An attention over the weights {@code name.*} of a set. */
  public DotProductAttention(String name, AttentionConfig config, ParameterSet parameters) {
    super(name, config, parameters);
  }

  @Override
  AttentionKernel kernel(int positions, INDArray keys, INDArray grid) {
    return AttentionKernel.dotProduct(positions, keys, grid);
  }

  @Override
  Parameter vector() {
    return null;
  }
}
