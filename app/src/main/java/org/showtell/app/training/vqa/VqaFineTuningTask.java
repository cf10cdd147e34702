package org.showtell.app.training.vqa;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.ImageGroups;
import org.showtell.app.training.SharedEncoderPass;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.VqaBatch;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaGradient;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.nn.tensor.HostFloats;

/**
 * Questions with answers as a training task in which the encoder learns too. An example is a
 * picture with its questions, so that all of them ride on one pass through the convolutions.
 */
final class VqaFineTuningTask implements TrainingLoop.Task {
  /** A picture with more questions than this is several examples. */
  static final int MOST_QUESTIONS = 16;

  private final VqaNetwork network;
  private final EncoderParameters weights;
  private final DecodedImages pictures;
  private final int shift;
  private final VqaExamples examples;
  private final VqaGradient gradient;
  private final ImageGroups groups;
  private final double[] drawn; // per group, or null

  /**
   * @param drawn how often each image is drawn in an epoch; null for once
   */
  VqaFineTuningTask(
      VqaNetwork network,
      EncoderParameters weights,
      DecodedImages pictures,
      int shift,
      VqaExamples examples,
      double labelSmoothing,
      double[] drawn) {
    this.network = network;
    this.weights = weights;
    this.pictures = pictures;
    this.shift = shift;
    this.examples = examples;
    gradient = new VqaGradient(network, labelSmoothing);
    groups = new ImageGroups(examples.images(), MOST_QUESTIONS);
    this.drawn = groups.weights(drawn);
  }

  @Override
  public int[] lengths() {
    return groups.lengths();
  }

  @Override
  public double[] weights() {
    return drawn;
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] chosen, SplittableRandom random) {
    ImageGroups.Batch batch = groups.batch(chosen);
    SharedEncoderPass look =
        new SharedEncoderPass(weights, pictures.batch(batch.images(), shift, random), batch.rows());
    List<int[]> words = Arrays.stream(batch.members()).mapToObj(examples.questions()::get).toList();
    double loss =
        gradient.accumulate(
            new VqaBatch(words, look.positions(), look.grids()),
            examples.answers(batch.members()),
            network.config().dropout(),
            random,
            memory -> look.backward(HostFloats.copy(memory)));
    return new TrainingLoop.Outcome(loss, batch.members().length);
  }
}
