package org.showtell.decoder.vqa;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.decoder.training.TrainingLoop;

/** Questions with answers as a training task; every answer must be a known one. */
public final class VqaTask implements TrainingLoop.Task {
  private final VqaNetwork network;
  private final VqaExamples examples;
  private final VqaGradient gradient;
  private final double[] weights;

  /**
   * The task of teaching a network these examples.
   *
   * @param labelSmoothing in [0, 1)
   * @param weights how often the questions about each image are drawn in an epoch; null for once
   */
  public VqaTask(
      VqaNetwork network, VqaExamples examples, double labelSmoothing, double[] weights) {
    this.network = network;
    this.examples = examples;
    gradient = new VqaGradient(network, labelSmoothing);
    this.weights =
        weights == null
            ? null
            : IntStream.of(examples.images()).mapToDouble(image -> weights[image]).toArray();
  }

  @Override
  public int[] lengths() {
    return examples.questions().stream().mapToInt(question -> question.length).toArray();
  }

  @Override
  public double[] weights() {
    return weights;
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] questions, SplittableRandom random) {
    double loss =
        gradient.accumulate(
            examples.batch(questions),
            examples.answers(questions),
            network.config().dropout(),
            random);
    return new TrainingLoop.Outcome(loss, questions.length);
  }
}
