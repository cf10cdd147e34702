package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.HostFloats;

/** Answers with a trained network, which stays the caller's. Not thread-safe. */
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
      float[] probabilities = HostFloats.copy(logits);
      float[] weights = pass.weights() == null ? null : HostFloats.copy(pass.weights());
      List<AnswerScores> scores = new ArrayList<>();
      for (int row = 0; row < batch.rows(); row++) {
        scores.add(
            new AnswerScores(
                row(probabilities, row, batch.rows()), row(weights, row, batch.rows())));
      }
      return scores;
    }
  }

  private static float[] row(float[] values, int row, int rows) {
    if (values == null) {
      return null;
    }
    int size = values.length / rows;
    return Arrays.copyOfRange(values, row * size, (row + 1) * size);
  }
}
