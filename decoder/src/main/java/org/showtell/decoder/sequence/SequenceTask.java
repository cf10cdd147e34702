package org.showtell.decoder.sequence;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;
import org.showtell.decoder.training.TrainingLoop;

/** Pairs of sequences as a training task: the next symbol of each output. */
public final class SequenceTask implements TrainingLoop.Task {
  /** More than outputs have symbols: the order of batches is by inputs first. */
  private static final int LONGER = 4096;

  private final SequenceNetwork network;
  private final SequencePairs pairs;
  private final CaptionGradient gradient;

  /**
   * The task of teaching a network these pairs.
   *
   * @param labelSmoothing in [0, 1)
   */
  public SequenceTask(SequenceNetwork network, SequencePairs pairs, double labelSmoothing) {
    this.network = network;
    this.pairs = pairs;
    gradient = new CaptionGradient(network.decoder(), labelSmoothing);
  }

  @Override
  public int[] lengths() {
    return IntStream.range(0, pairs.size())
        .map(i -> pairs.inputs().get(i).length * LONGER + pairs.outputs().get(i).length)
        .toArray();
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] numbers, SplittableRandom random) {
    return accumulate(numbers, network.config().dropout(), random);
  }

  TrainingLoop.Outcome accumulate(int[] numbers, double dropout, SplittableRandom random) {
    int targets = IntStream.of(numbers).map(n -> pairs.outputs().get(n).length + 1).sum();
    double loss = 0;
    for (List<Integer> group : SequencePairs.groups(pairs.inputs(), numbers)) {
      List<int[]> inputs = group.stream().map(pairs.inputs()::get).toList();
      List<int[]> outputs =
          group.stream().map(n -> SequenceConfig.tokens(pairs.outputs().get(n))).toList();
      try (InputPass read = new InputPass(network, inputs, dropout, random)) {
        CaptionBatch batch = CaptionBatch.of(outputs, read.positions(), read.memory());
        loss += gradient.accumulate(batch, dropout, random, targets, read::backward);
      }
    }
    return new TrainingLoop.Outcome(loss, targets);
  }
}
