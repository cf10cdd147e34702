package org.showtell.app.training.caption;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.ImageGroups;
import org.showtell.app.training.SharedEncoderPass;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.tensor.HostFloats;

/**
 * Captions as a training task in which the encoder learns too, through the captioner's loss. An
 * example is a picture with its captions, so that all of them ride on one pass through the
 * convolutions. Pictures are moved a little and every other one is mirrored each time.
 */
final class CaptionFineTuningTask implements TrainingLoop.Task {
  /** A picture with more captions than this is several examples. */
  private static final int MOST_CAPTIONS = 8;

  /** By how many of its pixels a picture is moved at most: one in so many. */
  private static final int SHIFTED_SHARE = 14;

  private final CaptionNetwork network;
  private final EncoderParameters weights;
  private final DecodedImages pictures;
  private final int shift;
  private final TrainingExamples examples;
  private final FeatureStandardisation standardisation; // of vectors; null where grids are seen
  private final CaptionGradient gradient;
  private final ImageGroups groups;
  private final double[] drawn; // per group, or null

  /**
   * @param standardisation of the vectors that the network reads; null for one that attends
   * @param drawn how often each picture is drawn in an epoch; null for once
   */
  CaptionFineTuningTask(
      CaptionNetwork network,
      EncoderParameters weights,
      DecodedImages pictures,
      TrainerConfig trainer,
      TrainingExamples examples,
      FeatureStandardisation standardisation,
      double[] drawn) {
    this.network = network;
    this.weights = weights;
    this.pictures = pictures;
    this.examples = examples;
    this.standardisation = standardisation;
    shift = pictures.side() / SHIFTED_SHARE;
    gradient =
        new CaptionGradient(
            network,
            trainer.regularisation().labelSmoothing(),
            trainer.regularisation().attention());
    groups = new ImageGroups(examples.images(), MOST_CAPTIONS);
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
        new SharedEncoderPass(
            weights, pictures.batch(batch.images(), shift, true, random), batch.rows());
    List<int[]> words = Arrays.stream(batch.members()).mapToObj(examples.sentences()::get).toList();
    CaptionBatch captions =
        (standardisation == null
                ? CaptionBatch.of(words, look.positions(), look.grids())
                : CaptionBatch.of(words, standardised(look.vectors())))
            .withEnds(examples.ended(batch.members()));
    double loss =
        gradient.accumulate(
            captions,
            network.config().dropout(),
            random,
            memory -> backward(look, HostFloats.copy(memory)));
    return new TrainingLoop.Outcome(loss, captions.targetCount());
  }

  private float[] standardised(float[] vectors) {
    standardisation.apply(vectors, 0, vectors.length);
    return vectors;
  }

  private void backward(SharedEncoderPass look, float[] byMemory) {
    if (standardisation == null) {
      look.backward(byMemory);
    } else {
      standardisation.backward(byMemory);
      look.backwardVectors(byMemory);
    }
  }
}
