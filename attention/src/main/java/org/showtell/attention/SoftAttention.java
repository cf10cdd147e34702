package org.showtell.attention;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.kernel.AttentionKernel;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

/**
 * Deterministic attention (Xu et al. 2015, section 4.2):
 *
 * <pre>
 *   alpha = softmax_i e_i(W a_i + b, V h)      z = beta sum_i alpha_i a_i      beta = sigmoid(h W_g + b_g)
 * </pre>
 *
 * <p>with the additive score {@code e_i = u . tanh(W a_i + V h + b)} (eq. 4; Bahdanau et al. 2015)
 * or the scaled dot product {@code e_i = (W a_i + b) . (V h) / sqrt(A)} (Vaswani et al. 2017, eq.
 * 1, with one head).
 *
 * <p>Weights: {@code NAME.W} [D, A], {@code NAME.b} [1, A], {@code NAME.V} [U, A]; {@code NAME.u}
 * [1, A] of the additive score; {@code NAME.gate.W} [U, 1 or D] and {@code NAME.gate.b} of a gate.
 */
final class SoftAttention implements Attention {
  final Parameter keyWeight; // W [D, A]
  final Parameter keyBias; // b [1, A]
  final Parameter queryWeight; // V [U, A]
  final Parameter vector; // u [1, A], or null for the dot product
  final GateLayer gate; // or null

  SoftAttention(String name, AttentionConfig config, ParameterSet parameters) {
    keyWeight = parameters.get(name + ".W");
    keyBias = parameters.get(name + ".b");
    queryWeight = parameters.get(name + ".V");
    boolean additive = config.score() == AttentionConfig.Score.ADDITIVE;
    vector = additive ? parameters.get(name + ".u") : null;
    gate =
        config.gate() == AttentionConfig.Gate.NONE
            ? null
            : new GateLayer(parameters.get(name + ".gate.W"), parameters.get(name + ".gate.b"));
  }

  @Override
  public AttentionMemory remember(INDArray grid, int positions) {
    int photos = AttentionMemory.photosOf(grid, positions);
    try (INDArray keys =
        MatrixProduct.matrix(grid.dataType(), grid.size(0), keyBias.value().size(1))) {
      MatrixProduct.toEachRow(keyBias.value(), keys, 0);
      MatrixProduct.multiplyAdd(grid, keyWeight.value(), keys);
      AttentionKernel kernel =
          vector == null
              ? AttentionKernel.dotProduct(positions, keys, grid)
              : AttentionKernel.additive(vector.value(), positions, keys, grid);
      return new AttentionMemory(photos, positions, (int) grid.size(1), kernel);
    }
  }

  @Override
  public void attend(
      INDArray hidden,
      int[] photos,
      AttentionMemory memory,
      INDArray weights,
      INDArray context,
      StepScratch scratch) {
    weigh(hidden, photos, memory, weights, scratch);
    gather(hidden, photos, memory, weights, context);
  }

  void weigh(
      INDArray hidden,
      int[] photos,
      AttentionMemory memory,
      INDArray weights,
      StepScratch scratch) {
    INDArray query =
        scratch.matrix("attention.query", photos.length, (int) queryWeight.value().size(1));
    MatrixProduct.multiply(hidden, queryWeight.value(), query);
    memory.kernel().weigh(query, photos, weights);
  }

  /** The gated context of given weights. */
  void gather(
      INDArray hidden, int[] photos, AttentionMemory memory, INDArray weights, INDArray context) {
    memory.kernel().gather(weights, photos, context);
    if (gate != null) {
      try (INDArray beta = gate.openings(hidden)) {
        GateLayer.apply(beta, context);
      }
    }
  }

  @Override
  public AttentionPass pass(AttentionMemory memory, int steps, SplittableRandom random) {
    return new AttentionPass(this, memory, steps, new SoftSelection());
  }
}
