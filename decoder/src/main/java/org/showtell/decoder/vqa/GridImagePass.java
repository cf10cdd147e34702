package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.Attention;
import org.showtell.attention.AttentionPass;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The question attends to the grid (Zhu et al. 2016, section 4.2), and again with what it has seen
 * (stacked attention, Yang et al. 2016, eq. 15 to 18):
 *
 * <pre>
 *   z_k = sum_i alpha_i(q_k) a_i      v_k = tanh(drop(z_k) W_k + b_k)      q_{k+1} = q_k + v_k
 * </pre>
 *
 * <p>The last v takes the place of the image vector in the product with the question.
 */
final class GridImagePass implements VqaPass.ImagePass {
  private final INDArray grid; // [B*L, D], the caller's
  private final List<Look> looks = new ArrayList<>();

  /** One look: the question that looks, and what it saw. */
  private record Look(
      INDArray question, AttentionPass pass, INDArray context, Dropout dropout, TanhLayer layer) {}

  /** Looks at standardised grids: {@code grid} [B*L, D]; {@code question} [B, C]. */
  GridImagePass(
      VqaNetwork network,
      INDArray grid,
      int positions,
      INDArray question,
      double probability,
      SplittableRandom random) {
    this.grid = grid;
    INDArray asking = question.dup('c');
    List<Attention> attentions = network.attentions();
    for (int k = 0; k < attentions.size(); k++) {
      Attention attention = attentions.get(k);
      AttentionPass pass = attention.pass(attention.remember(grid, positions), 1, random);
      INDArray context = MatrixProduct.matrix(grid.dataType(), question.size(0), grid.size(1));
      pass.forward(0, asking, context);
      Dropout dropout = Dropout.apply(context, probability, random);
      TanhLayer layer = new TanhLayer(network, VqaNetwork.image(k), context);
      looks.add(new Look(asking, pass, context, dropout, layer));
      asking = asking.add(layer.output());
    }
    asking.close();
  }

  private Look last() {
    return looks.get(looks.size() - 1);
  }

  @Override
  public INDArray seen() {
    return last().layer().output();
  }

  @Override
  public void backward(INDArray seenGradient, INDArray questionGradient) {
    INDArray asking = Nd4j.create(seenGradient.dataType(), seenGradient.shape(), 'c'); // by q_{k+1}
    for (int k = looks.size() - 1; k >= 0; k--) {
      Look look = looks.get(k);
      INDArray gradient = k == looks.size() - 1 ? seenGradient : asking;
      try (INDArray context = look.layer().backward(gradient)) {
        look.dropout().again(context);
        look.pass().backward(0, look.question(), context, asking);
      }
      look.pass().finish(look.question(), grid);
    }
    questionGradient.addi(asking);
    asking.close();
  }

  @Override
  public INDArray weights() {
    return last().pass().weights();
  }

  @Override
  public INDArray memoryGradient() {
    return null;
  }

  @Override
  public void close() {
    for (Look look : looks) {
      look.layer().close();
      look.dropout().close();
      look.context().close();
      look.pass().close();
      look.question().close();
    }
  }
}
