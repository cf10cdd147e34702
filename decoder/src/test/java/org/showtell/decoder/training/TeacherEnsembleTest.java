package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;

class TeacherEnsembleTest {
  private static final int WORDS = 9;

  private static CaptionNetwork network(boolean attends, int words, long seed) {
    return CaptionNetwork.fresh(
        new DecoderConfig(
            CellType.LSTM,
            words,
            3,
            6,
            6,
            Injection.INITIAL_STATE,
            0.2,
            attends ? AttentionConfig.soft(4) : null,
            1),
        new SplittableRandom(seed));
  }

  private static TrainingExamples examples(boolean attends) {
    SplittableRandom random = new SplittableRandom(4);
    float[][] features = new float[3][attends ? 6 : 3];
    for (float[] image : features) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (float) random.nextDouble(-1, 1);
      }
    }
    List<int[]> sentences = new ArrayList<>();
    int[] images = new int[12];
    for (int i = 0; i < images.length; i++) {
      sentences.add(random.ints(1 + i % 3, 4, WORDS).toArray());
      images[i] = i % 3;
    }
    return new TrainingExamples(
        sentences,
        images,
        attends ? FeatureSource.ofGrids(features, 2) : FeatureSource.ofVectors(features));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void expectationsAreTheMeanOfTheMembers(boolean attends) {
    TrainingExamples examples = examples(attends);
    int[] captions = {0, 3, 5};
    try (CaptionNetwork one = network(attends, WORDS, 1);
        CaptionNetwork other = network(attends, WORDS, 2);
        TeacherEnsemble both = new TeacherEnsemble(0.4)) {
      CaptionBatch batch = examples.batch(captions);
      float[] first = new CaptionGradient(one, 0).probabilities(batch);
      float[] second = new CaptionGradient(other, 0).probabilities(batch);
      both.add(CaptionNetwork.restore(one.config(), one.weights()), examples);
      both.add(CaptionNetwork.restore(other.config(), other.weights()), examples);
      SoftTargets expected = both.of(captions);
      assertEquals(0.4, expected.weight());
      assertEquals(batch.targets().length * WORDS, expected.probabilities().length);
      double sum = 0;
      for (int i = 0; i < first.length; i++) {
        assertEquals((first[i] + second[i]) / 2, expected.probabilities()[i], 1e-6);
        sum += first[i];
      }
      assertEquals(batch.targets().length, sum, 1e-4);
    }
  }

  @Test
  void gradientIsThatOfTheMixedTargets() {
    CaptionBatch words = CaptionBatch.of(List.of(new int[] {4}, new int[] {5, 6}), new float[2]);
    int tokens = words.targets().length;
    SplittableRandom random = new SplittableRandom(7);
    float[] soft = new float[tokens * WORDS];
    for (int n = 0; n < tokens; n++) {
      float sum = 0;
      for (int v = 0; v < WORDS; v++) {
        soft[n * WORDS + v] = (float) random.nextDouble(0.1, 1);
        sum += soft[n * WORDS + v];
      }
      for (int v = 0; v < WORDS; v++) {
        soft[n * WORDS + v] /= sum;
      }
    }
    CaptionBatch batch = words.withSoft(new SoftTargets(0.3, soft));
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      try (INDArray logits = Nd4j.zeros(type, tokens, WORDS)) {
        SoftmaxCrossEntropy.lossAndGradient(logits, batch, 0.1, new double[2]);
        for (int n = 0; n < tokens; n++) {
          for (int v = 0; v < WORDS; v++) {
            double word = (batch.targets()[n] == v ? 0.9 : 0) + 0.1 / WORDS;
            double target = 0.7 * word + 0.3 * soft[n * WORDS + v];
            boolean counts = batch.targets()[n] != 0;
            assertEquals(
                counts ? (1.0 / WORDS - target) / batch.targetCount() : 0,
                logits.getDouble(n, v),
                1e-7);
          }
        }
      }
    }
  }

  @Test
  void aNetworkComesToExpectWhatItsTeacherDoes() throws IOException {
    TrainingExamples examples = examples(true);
    TrainerConfig config =
        new TrainerConfig(60, 4, 0.02, 1, 3, 5, 0, 0, 0, Double.POSITIVE_INFINITY, 42);
    int[] captions = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    CaptionBatch all = examples.batch(captions);
    try (CaptionNetwork teacher = network(true, WORDS, 1);
        CaptionNetwork pupil = network(true, WORDS, 2);
        TeacherEnsemble ensemble = new TeacherEnsemble(1)) {
      ensemble.add(CaptionNetwork.restore(teacher.config(), teacher.weights()), examples);
      float[] wanted = new CaptionGradient(teacher, 0).probabilities(all);
      double before = distance(wanted, new CaptionGradient(pupil, 0).probabilities(all));
      try (CaptionTrainer trainer =
          new CaptionTrainer(pupil, config, new CaptionTask(pupil, config, examples, ensemble))) {
        trainer.run(weights -> 0, SILENT, () -> false);
      }
      double after = distance(wanted, new CaptionGradient(pupil, 0).probabilities(all));
      assertTrue(after < before / 2, before + " to " + after);
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void refusesTeachersOfDifferentWordsAndWeightsOutsideOfTheRange() {
    TrainingExamples examples = examples(false);
    try (TeacherEnsemble ensemble = new TeacherEnsemble(0.5);
        CaptionNetwork other = network(false, WORDS + 1, 1)) {
      assertThrows(IllegalStateException.class, () -> ensemble.of(new int[] {0}));
      ensemble.add(network(false, WORDS, 1), examples);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> ensemble.add(other, examples));
      assertTrue(refused.getMessage().contains("9 words but got one of 10"), refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> new SoftTargets(0, new float[0]));
    assertThrows(IllegalArgumentException.class, () -> new SoftTargets(1.1, new float[0]));
  }

  private static final TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void onBatch(TrainingPosition position, int batches, double tokensPerSecond) {}

        @Override
        public void onEpoch(
            TrainingPosition position,
            double meanLoss,
            double score,
            boolean best,
            Map<String, float[]> weights) {}
      };
}
