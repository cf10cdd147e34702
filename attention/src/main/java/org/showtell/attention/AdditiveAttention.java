package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.kernel.AttentionKernel;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Soft attention with the additive score {@code e_i = u . tanh(W a_i + V h + b)} (Xu et al. 2015,
 * eq. 4; Bahdanau et al. 2015). The score's own vector is {@code NAME.u} [1, A].
 */
public final class AdditiveAttention extends SoftAttention {
  private final Parameter vector; // u [1, A]

  /** An attention over the weights {@code name.*} of a set. */
  public AdditiveAttention(String name, AttentionConfig config, ParameterSet parameters) {
    super(name, config, parameters);
    vector = parameters.get(name + ".u");
  }

  @Override
  AttentionKernel kernel(int positions, INDArray keys, INDArray grid) {
    return AttentionKernel.additive(vector.value(), positions, keys, grid);
  }

  @Override
  Parameter vector() {
    return vector;
  }
}
