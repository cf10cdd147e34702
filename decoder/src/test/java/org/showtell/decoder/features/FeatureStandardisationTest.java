package org.showtell.decoder.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;

class FeatureStandardisationTest {
  private static final int SIZE = 5;

  private static float[][] vectors() {
    SplittableRandom random = new SplittableRandom(4);
    float[][] vectors = new float[40][SIZE];
    for (float[] vector : vectors) {
      for (int i = 0; i < SIZE; i++) {
        vector[i] = (float) (random.nextDouble() * (i + 1) + 3 * i);
      }
    }
    vectors[7] = null;
    return vectors;
  }

  @Test
  void elementsGetZeroMeanAndUnitVariance() {
    FeatureSource features = FeatureSource.ofVectors(vectors());
    FeatureSource standard = FeatureStandardisation.of(features, Integer.MAX_VALUE).apply(features);
    assertFalse(standard.has(7));
    float[] vector = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double sum = 0;
      double squares = 0;
      for (int image = 0; image < standard.images(); image++) {
        if (standard.has(image)) {
          standard.copy(image, vector, 0);
          sum += vector[i];
          squares += vector[i] * vector[i];
        }
      }
      assertEquals(0, sum / 39, 1e-4);
      assertEquals(1, squares / 39, 1e-3);
    }
  }

  static Stream<DecoderConfig> configs() {
    return Arrays.stream(Injection.values())
        .map(
            injection ->
                new DecoderConfig(
                    new DecoderConfig.Sizes(9, SIZE, 4, 6), CellType.LSTM, injection, 0))
        .flatMap(config -> Stream.of(config, config.withLayers(2)));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void unfoldedWeightsAreThoseThatWereFolded(DecoderConfig config) {
    FeatureSource features = FeatureSource.ofVectors(vectors());
    FeatureStandardisation standardisation = FeatureStandardisation.of(features, Integer.MAX_VALUE);
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(1))) {
      Map<String, float[]> weights = network.weights();
      Map<String, float[]> back =
          standardisation.unfold(config, standardisation.fold(config, weights));
      weights.forEach((name, values) -> assertArrayEquals(values, back.get(name), 1e-4f, name));
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void foldedWeightsTakeTheVectorsAsTheyAre(DecoderConfig config) {
    FeatureSource features = FeatureSource.ofVectors(vectors());
    FeatureStandardisation standardisation = FeatureStandardisation.of(features, Integer.MAX_VALUE);
    List<int[]> sentence = List.of(new int[] {4, 6, 8});
    float[] one = vectors()[3];
    float[] standard = new float[SIZE];
    standardisation.apply(features).copy(3, standard, 0);
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(1));
        CaptionNetwork folded =
            CaptionNetwork.restore(config, standardisation.fold(config, network.weights()))) {
      double expected = new CaptionGradient(network, 0).loss(CaptionBatch.of(sentence, standard));
      double actual = new CaptionGradient(folded, 0).loss(CaptionBatch.of(sentence, one));
      assertEquals(expected, actual, 1e-5);
    }
  }
}
