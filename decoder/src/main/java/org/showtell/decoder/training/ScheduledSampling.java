package org.showtell.decoder.training;

import java.util.SplittableRandom;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.layer.CaptionBatch;

/**
 * Scheduled sampling (Bengio et al. 2015, section 2.4): in training too, a decoder sometimes reads
 * the word that it drew itself in the place of the caption's. The targets stay; no gradient goes
 * through what was drawn. The share of such words rises linearly from zero over all epochs.
 */
final class ScheduledSampling {
  private final CaptionNetwork network;
  private final double most;
  private double share;

  /**
   * @param most the share at the end of training, in [0, 1); 0 for none
   */
  ScheduledSampling(CaptionNetwork network, double most) {
    this.network = network;
    this.most = most;
  }

  /** Tells how much of the training is over, in [0, 1]. */
  void at(double done) {
    share = most * done;
  }

  /** The batch with some of its inputs drawn from the network; itself while the share is 0. */
  CaptionBatch mixed(CaptionBatch batch, SplittableRandom random) {
    if (share == 0 || batch.positions() == 0) { // sentences without images stay as they are
      return batch;
    }
    int rows = batch.rows();
    int[] inputs = batch.inputs().clone();
    int size = network.config().memorySize();
    VisualMemory memory =
        new VisualMemory(rows, batch.positions(), size, batch.memory(), batch.words());
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      CaptionDecoder.State state = decoder.initialState(memory);
      int vocabulary = decoder.vocabularySize();
      int[] tokens = new int[rows];
      for (int t = 0; t < batch.steps() - 1; t++) {
        System.arraycopy(inputs, t * rows, tokens, 0, rows);
        CaptionDecoder.Step step = decoder.step(tokens, state);
        state = step.state();
        for (int row = 0; row < rows; row++) {
          int at = (t + 1) * rows + row;
          if (inputs[at] >= Tokens.SPECIALS && random.nextDouble() < share) {
            inputs[at] = draw(step.logProbs(), row * vocabulary, vocabulary, random);
          }
        }
      }
    }
    return new CaptionBatch(
        rows,
        batch.steps(),
        inputs,
        batch.targets(),
        batch.positions(),
        batch.memory(),
        batch.words());
  }

  /** A word by its probability among all words. */
  private static int draw(float[] logProbs, int from, int vocabulary, SplittableRandom random) {
    double total = 0;
    for (int token = Tokens.SPECIALS; token < vocabulary; token++) {
      total += Math.exp(logProbs[from + token]);
    }
    double left = random.nextDouble() * total;
    for (int token = Tokens.SPECIALS; token < vocabulary; token++) {
      left -= Math.exp(logProbs[from + token]);
      if (left < 0) {
        return token;
      }
    }
    return vocabulary - 1;
  }
}
