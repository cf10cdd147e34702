package org.showtell.decoder.label;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.decoder.training.TrainingLoop;

/** Clips with labels as a training task; those of a batch are read in groups of equal length. */
public final class LabelTask implements TrainingLoop.Task {
  private final LabelNetwork network;
  private final LabelExamples examples;
  private final double labelSmoothing;
  private final double[] weights;

  /**
   * The task of teaching a network these examples.
   *
   * @param labelSmoothing in [0, 1)
   * @param weights how often each example is drawn in an epoch; null for once
   */
  public LabelTask(
      LabelNetwork network, LabelExamples examples, double labelSmoothing, double[] weights) {
    this.network = network;
    this.examples = examples;
    this.labelSmoothing = labelSmoothing;
    this.weights = weights;
  }

  @Override
  public int[] lengths() {
    return examples.clips().stream().mapToInt(LabelExamples.Clip::count).toArray();
  }

  @Override
  public double[] weights() {
    return weights;
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] clips, SplittableRandom random) {
    return accumulate(clips, network.config().dropout(), random);
  }

  TrainingLoop.Outcome accumulate(int[] clips, double dropout, SplittableRandom random) {
    TreeMap<Integer, List<LabelExamples.Clip>> byLength =
        Arrays.stream(clips)
            .mapToObj(examples.clips()::get)
            .collect(
                Collectors.groupingBy(
                    LabelExamples.Clip::count, TreeMap::new, Collectors.toList()));
    int total =
        byLength.values().stream()
            .mapToInt(group -> SoftmaxCrossEntropy.counted(LabelExamples.labels(group)))
            .sum();
    double loss = 0;
    for (List<LabelExamples.Clip> group : byLength.values()) {
      int[] labels = LabelExamples.labels(group);
      double share = SoftmaxCrossEntropy.counted(labels) / (double) Math.max(1, total);
      try (LabelPass pass =
          new LabelPass(network, examples.features(group), group.get(0).count(), dropout, random)) {
        loss += share * SoftmaxCrossEntropy.lossAndGradient(pass.logits(), labels, labelSmoothing);
        pass.logits().muli(share);
        pass.backward();
      }
    }
    return new TrainingLoop.Outcome(loss, Math.max(1, total));
  }
}
