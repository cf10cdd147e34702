package org.showtell.attention;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
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
 * <p>What e is, a sub-class says. Weights: {@code NAME.W} [D, A], {@code NAME.b} [1, A], {@code
 * NAME.V} [U, A], and for a gate {@code NAME.gate.W} [U, 1 or D] and {@code NAME.gate.b}.
 */
abstract class SoftAttention implements Attention {
  private final Parameter keyWeight; // W [D, A]
  private final Parameter keyBias; // b [1, A]
  private final Parameter queryWeight; // V [U, A]
  private final GateLayer gate; // null without a gate

  SoftAttention(String name, AttentionConfig config, ParameterSet parameters) {
    keyWeight = parameters.get(name + ".W");
    keyBias = parameters.get(name + ".b");
    queryWeight = parameters.get(name + ".V");
    gate =
        config.gate() == AttentionConfig.Gate.NONE
            ? null
            : new GateLayer(parameters.get(name + ".gate.W"), parameters.get(name + ".gate.b"));
  }

  /** The kernel that computes this attention's scores. */
  abstract AttentionKernel kernel(int positions, INDArray keys, INDArray grid);

  /** The vector u of the score, or null if it has none. */
  abstract Parameter vector();

  @Override
  public final AttentionMemory remember(INDArray grid, int positions) {
    int photos = AttentionMemory.photosOf(grid, positions);
    DataType type = grid.dataType();
    try (INDArray keys = MatrixProduct.matrix(type, grid.size(0), keyBias.value().size(1))) {
      MatrixProduct.toEachRow(keyBias.value(), keys, 0);
      MatrixProduct.multiplyAdd(grid, keyWeight.value(), keys);
      return new AttentionMemory(
          photos, positions, (int) grid.size(1), kernel(positions, keys, grid));
    }
  }

  @Override
  public final void attend(
      INDArray hidden,
      int[] photos,
      AttentionMemory memory,
      INDArray weights,
      INDArray context,
      StepScratch scratch) {
    weigh(hidden, photos, memory, weights, scratch);
    gather(hidden, photos, memory, weights, context);
  }

  final void weigh(
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
  final void gather(
      INDArray hidden, int[] photos, AttentionMemory memory, INDArray weights, INDArray context) {
    memory.kernel().gather(weights, photos, context);
    if (gate != null) {
      try (INDArray beta = gate.openings(hidden)) {
        GateLayer.apply(beta, context);
      }
    }
  }

  @Override
  public final AttentionPass pass(AttentionMemory memory, int steps, SplittableRandom random) {
    return pass(memory, steps, new SoftSelection());
  }

  final AttentionPass pass(AttentionMemory memory, int steps, Selection selection) {
    return new AttentionPass(
        memory, steps, selection, keyWeight, keyBias, queryWeight, vector(), gate);
  }
}
