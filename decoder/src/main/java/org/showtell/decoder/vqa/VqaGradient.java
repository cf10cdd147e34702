package org.showtell.decoder.vqa;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;

/** Loss and gradient of a batch of questions with their answers. */
public final class VqaGradient {
  private final VqaNetwork network;
  private final double labelSmoothing;

  /**
   * The gradient of this network.
   *
   * @param labelSmoothing in [0, 1)
   */
  public VqaGradient(VqaNetwork network, double labelSmoothing) {
    this.network = network;
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * Adds the gradient of the batch's mean loss to the network's gradients.
   *
   * @param answers [B], each in [0, K)
   * @param dropout of this pass; 0 for a check
   * @param random draws the dropout masks
   * @return mean negative log-likelihood per question, in nats
   */
  public double accumulate(VqaBatch batch, int[] answers, double dropout, SplittableRandom random) {
    return accumulate(batch, answers, dropout, random, gradient -> {});
  }

  /** The same for a network that sees vectors or places, with their gradient. */
  public double accumulate(
      VqaBatch batch,
      int[] answers,
      double dropout,
      SplittableRandom random,
      Consumer<INDArray> features) {
    try (VqaPass pass = new VqaPass(network, batch, dropout, random)) {
      double loss = SoftmaxCrossEntropy.lossAndGradient(pass.logits(), answers, labelSmoothing);
      pass.backward();
      if (pass.memoryGradient() != null) {
        features.accept(pass.memoryGradient());
      }
      return loss;
    }
  }

  /** The mean loss without dropout; gradients stay as they are. */
  public double loss(VqaBatch batch, int[] answers) {
    try (VqaPass pass = new VqaPass(network, batch, 0, new SplittableRandom(0))) {
      return SoftmaxCrossEntropy.lossAndGradient(pass.logits(), answers, labelSmoothing);
    }
  }
}
