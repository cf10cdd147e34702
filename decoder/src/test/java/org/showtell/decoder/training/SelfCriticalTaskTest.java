package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.GreedySearch;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.optim.Adam;

class SelfCriticalTaskTest {
  private static final int SIZE = 3;

  static Stream<DecoderConfig> networks() {
    return Stream.of(
        new DecoderConfig(
            new DecoderConfig.Sizes(9, SIZE, 6, 8), CellType.LSTM, Injection.EVERY_STEP, 0),
        new DecoderConfig(
                new DecoderConfig.Sizes(9, SIZE, 6, 8), CellType.LSTM, Injection.INITIAL_STATE, 0)
            .withAttention(AttentionConfig.soft(5).withGridSize(4)));
  }

  private static FeatureSource twoImages() {
    return FeatureSource.ofVectors(new float[][] {{1, 0, -1}, null, {-1, 1, 0}});
  }

  /** Image 0 wants word 4 and nothing else, image 2 wants word 7. */
  private static double[] rewards(int image, List<Hypothesis> sentences) {
    int wanted = image == 0 ? 4 : 7;
    return sentences.stream()
        .mapToDouble(s -> s.tokens().length == 1 && s.tokens()[0] == wanted ? 1 : 0)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sentencesThatEarnMoreBecomeTheOnesThatAreWritten(DecoderConfig config) {
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(3));
        Adam adam = new Adam(network.parameters(), Adam.Config.defaults())) {
      SelfCriticalTask task =
          new SelfCriticalTask(network, twoImages(), SelfCriticalTaskTest::rewards, 16);
      double reward = 0;
      for (int i = 0; i < 120; i++) {
        network.parameters().clearGradients();
        reward = -task.accumulate(new int[] {0, 1}, new SplittableRandom(i)).loss();
        adam.step(0.03);
      }
      assertTrue(reward > 0.8, "mean reward after 120 steps: " + reward);
      try (NetworkDecoder decoder = new NetworkDecoder(network)) {
        List<List<Hypothesis>> written =
            new GreedySearch(GenerationConfig.defaults().withNumBeams(1))
                .search(decoder, new VisualMemory(2, 1, SIZE, new float[] {1, 0, -1, -1, 1, 0}));
        assertEquals(4, written.get(0).get(0).tokens()[0]);
        assertEquals(7, written.get(1).get(0).tokens()[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void weightedGradientIsTheSumOfTheSentencesOwn(DecoderConfig config) {
    List<int[]> sentences = List.of(new int[] {4, 5, 6}, new int[] {7, 8});
    float[] memory = {1, 0, -1, -1, 1, 0};
    float[] weights = {2, -0.5f};
    try (CaptionNetwork network =
        new CaptionNetwork(config, DataType.DOUBLE, new SplittableRandom(3))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      network.parameters().clearGradients();
      gradient.accumulateWeighted(CaptionBatch.of(sentences, memory), weights);
      try (INDArray together = network.parameters().gradients().dup()) {
        for (int row = 0; row < 2; row++) {
          float[] own = {memory[row * 3], memory[row * 3 + 1], memory[row * 3 + 2]};
          network.parameters().clearGradients();
          CaptionBatch alone = CaptionBatch.of(List.of(sentences.get(row)), own);
          gradient.accumulate(alone, 0, new SplittableRandom(1));
          double share = weights[row] * alone.targetCount() / 7.0;
          together.subi(network.parameters().gradients().mul(share));
        }
        assertEquals(0, together.amaxNumber().doubleValue(), 1e-12);
      }
    }
  }

  @Test
  void sentenceThatWasCutSaysNothingOfItsEnd() {
    CaptionBatch batch =
        CaptionBatch.of(List.of(new int[] {4, 5}, new int[] {6}), new float[2])
            .withEnds(new boolean[] {false, true});
    assertEquals(List.of(2, 2), List.of(batch.lengths()[0], batch.lengths()[1]));
  }

  @Test
  void oneSentenceHasNothingToBeComparedWith() {
    try (CaptionNetwork network =
        CaptionNetwork.fresh(networks().findFirst().orElseThrow(), new SplittableRandom(3))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new SelfCriticalTask(network, twoImages(), SelfCriticalTaskTest::rewards, 1));
    }
  }
}
