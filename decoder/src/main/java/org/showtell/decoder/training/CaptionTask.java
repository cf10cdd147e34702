package org.showtell.decoder.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.decoder.CaptionNetwork;

/** Captions as a training task: the next word of each, by maximum likelihood. */
public final class CaptionTask implements TrainingLoop.Task {
  private final CaptionNetwork network;
  private final TrainingExamples examples;
  private final CaptionGradient gradient;
  private final double[] weights; // per caption, or null
  private float[] memory = new float[0]; // of the last batch

  /** The task of teaching a network these captions. */
  public CaptionTask(CaptionNetwork network, TrainerConfig config, TrainingExamples examples) {
    this(network, config, examples, null);
  }

  /**
   * The task of teaching a network these captions, some more often than others.
   *
   * @param weights how often the captions of each image are drawn in an epoch; null for once
   */
  public CaptionTask(
      CaptionNetwork network, TrainerConfig config, TrainingExamples examples, double[] weights) {
    this.weights =
        weights == null
            ? null
            : IntStream.of(examples.images()).mapToDouble(image -> weights[image]).toArray();
    this.network = network;
    this.examples = examples;
    gradient = new CaptionGradient(network, config.labelSmoothing(), config.attention());
  }

  @Override
  public int[] lengths() {
    return examples.sentences().stream().mapToInt(s -> s.length).toArray();
  }

  @Override
  public double[] weights() {
    return weights;
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] captions, SplittableRandom random) {
    int length = captions.length * examples.features().length();
    memory = memory.length == length ? memory : new float[length];
    CaptionBatch batch = examples.batch(captions, memory);
    double loss = gradient.accumulate(batch, network.config().dropout(), random);
    return new TrainingLoop.Outcome(loss, batch.targetCount());
  }
}
