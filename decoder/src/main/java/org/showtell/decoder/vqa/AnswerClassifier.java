package org.showtell.decoder.vqa;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.HostFloats;

/** Answers with a trained network of floats, which stays the caller's. Not thread-safe. */
public final class AnswerClassifier {
  private final VqaNetwork network;

  /** A classifier over a network of floats. */
  public AnswerClassifier(VqaNetwork network) {
    this.network = network;
  }

  /** The scores of every question, in the order of the batch. */
  public List<AnswerScores> answer(VqaBatch batch) {
    try (VqaPass pass = new VqaPass(network, batch, 0, new SplittableRandom(0))) {
      INDArray logits = pass.logits();
      Nd4j.exec(new SoftMax(logits, logits, 1));
      float[][] probabilities = HostFloats.copyRows(logits);
      float[][] weights = pass.weights() == null ? null : HostFloats.copyRows(pass.weights());
      return IntStream.range(0, batch.rows())
          .mapToObj(
              row -> new AnswerScores(probabilities[row], weights == null ? null : weights[row]))
          .toList();
    }
  }
}
