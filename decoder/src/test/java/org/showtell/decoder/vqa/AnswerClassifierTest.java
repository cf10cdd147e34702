package org.showtell.decoder.vqa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerClassifierTest {
  private static VqaNetwork network(VqaConfig config) {
    return VqaNetwork.fresh(config, new SplittableRandom(4));
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void batchOfManyEqualsManyBatchesOfOne(VqaConfig config) {
    VqaBatch batch = ToyVqa.batch(config);
    int length = batch.memory().length / batch.rows();
    try (VqaNetwork network = network(config)) {
      AnswerClassifier classifier = new AnswerClassifier(network);
      List<AnswerScores> together = classifier.answer(batch);
      for (int row = 0; row < batch.rows(); row++) {
        float[] memory = Arrays.copyOfRange(batch.memory(), row * length, (row + 1) * length);
        AnswerScores alone =
            classifier
                .answer(
                    new VqaBatch(List.of(batch.questions().get(row)), batch.positions(), memory))
                .get(0);
        assertArrayEquals(alone.probabilities(), together.get(row).probabilities(), 1e-6f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void savedAndLoadedWeightsAnswerAlikeToTheBit(VqaConfig config) {
    VqaBatch batch = ToyVqa.batch(config);
    try (VqaNetwork network = network(config);
        VqaNetwork loaded = VqaNetwork.restore(config, network.weights())) {
      List<AnswerScores> expected = new AnswerClassifier(network).answer(batch);
      List<AnswerScores> found = new AnswerClassifier(loaded).answer(batch);
      for (int row = 0; row < batch.rows(); row++) {
        assertArrayEquals(expected.get(row).probabilities(), found.get(row).probabilities());
      }
    }
  }

  @Test
  void looksAddUpToOneAndDependOnTheQuestion() {
    VqaConfig config = ToyVqa.config(ImageUse.GRID, 2, false);
    VqaBatch same =
        new VqaBatch(
            List.of(new int[] {4, 5}, new int[] {8, 7}),
            ToyVqa.POSITIONS,
            twice(Arrays.copyOf(ToyVqa.memory(config), ToyVqa.POSITIONS * ToyVqa.MEMORY_SIZE)));
    try (VqaNetwork network = network(config)) {
      List<AnswerScores> scores = new AnswerClassifier(network).answer(same);
      for (AnswerScores score : scores) {
        double sum = 0;
        for (float weight : score.attention()) {
          assertTrue(weight >= 0);
          sum += weight;
        }
        assertEquals(1, sum, 1e-5);
      }
      assertTrue(!Arrays.equals(scores.get(0).attention(), scores.get(1).attention()));
    }
  }

  private static float[] twice(float[] one) {
    float[] both = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, both, one.length, one.length);
    return both;
  }

  @Test
  void networkThatDoesNotLookHasNoMap() {
    VqaConfig config = ToyVqa.config(ImageUse.VECTOR, 1, false);
    try (VqaNetwork network = network(config)) {
      assertNull(new AnswerClassifier(network).answer(ToyVqa.batch(config)).get(0).attention());
    }
  }

  @Test
  void ranksAnswersByProbability() {
    AnswerScores scores = new AnswerScores(new float[] {.1f, .4f, .2f, .3f}, null);
    assertEquals(
        List.of(new AnswerScores.Ranked(1, .4f), new AnswerScores.Ranked(3, .3f)), scores.top(2));
    assertEquals(4, scores.top(10).size());
  }

  @Test
  void multipleChoiceSeesTheChoicesAlone() {
    AnswerScores scores = new AnswerScores(new float[] {.1f, .4f, .2f, .3f}, null);
    List<AnswerScores.Ranked> ranked = scores.among(new int[] {0, 3});
    assertEquals(3, ranked.get(0).answer());
    assertEquals(.75, ranked.get(0).probability(), 1e-6);
    assertEquals(.25, ranked.get(1).probability(), 1e-6);
  }

  /** Models keep this line: it must not change with the record's layout. */
  @Test
  void configIsWrittenInOneFlatLine() {
    assertEquals(
        "VqaConfig[vocabularySize=9, answers=6, memorySize=4, embeddingSize=3, units=2, layers=2,"
            + " bidirectional=true, commonSize=4, image=VECTOR, attention=null, looks=1,"
            + " dropout=0.0]",
        ToyVqa.config(ImageUse.VECTOR, 1, true).toString());
  }
}
