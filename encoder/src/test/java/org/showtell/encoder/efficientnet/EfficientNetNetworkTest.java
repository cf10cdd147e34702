package org.showtell.encoder.efficientnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.preset.Preprocessing;

class EfficientNetNetworkTest {
  private static final EfficientNetWeights WEIGHTS =
      EfficientNetWeights.random(ToyEfficientNet.ARCHITECTURE, 1);

  @ParameterizedTest
  @EnumSource
  void gridEqualsTheNaiveNetwork(ForwardEngine engine) {
    assumeTrue(engine.isAvailable(), engine.id() + " does not run here");
    PixelBatch pixels = ToyEfficientNet.pixels(1, 2);
    try (EfficientNetNetwork network = ToyEfficientNet.network(WEIGHTS, engine)) {
      FeatureGrid grid = network.encodeGrid(pixels);
      assertEquals(List.of(3, 2, 9), List.of(grid.height(), grid.width(), grid.size()));
      double[] expected =
          new NaiveEfficientNet(ToyEfficientNet.ARCHITECTURE, WEIGHTS).grid(pixels.values());
      double[] actual =
          IntStream.range(0, expected.length).mapToDouble(i -> grid.values()[i]).toArray();
      // Activations reach 6, and sixteen-bit floats have eight bits of precision.
      double allowed = engine == ForwardEngine.ONEDNN_BF16 ? 0.12 : 1e-4;
      assertArrayEquals(expected, actual, allowed);
      assertTrue(Arrays.stream(expected).anyMatch(v -> v == 0), "ReLU6 cuts below");
      assertTrue(Arrays.stream(expected).distinct().count() > 10, "the grid says something");
    }
  }

  @Test
  void aBatchEqualsItsPhotosOneByOne() {
    int photos = 11;
    PixelBatch batch = ToyEfficientNet.pixels(photos, 3);
    try (EfficientNetNetwork network = ToyEfficientNet.network(WEIGHTS)) {
      float[] together = network.encodeGrid(batch).values();
      int length = together.length / photos;
      for (int p = 0; p < photos; p++) {
        float[] values =
            Arrays.copyOfRange(
                batch.values(), p * batch.imageLength(), (p + 1) * batch.imageLength());
        PixelBatch one = new PixelBatch(1, batch.height(), batch.width(), values);
        assertArrayEquals(
            Arrays.copyOfRange(together, p * length, (p + 1) * length),
            network.encodeGrid(one).values());
      }
      assertArrayEquals(together, network.encodeGrid(batch).values(), "buffers are used again");
    }
  }

  @Test
  void theVectorIsTheGridsMean() {
    PixelBatch pixels = ToyEfficientNet.pixels(3, 4);
    try (EfficientNetNetwork network = ToyEfficientNet.network(WEIGHTS)) {
      assertArrayEquals(
          network.encodeGrid(pixels).mean().values(), network.encodeVector(pixels).values());
      assertEquals(9, network.spec().vectorSize());
    }
  }

  @Test
  void scoresOfClassesAreADenseLayerOnEachVector() {
    float[] vectors = new float[19 * 9]; // two whole blocks and a part
    Arrays.setAll(new Float[vectors.length], i -> vectors[i] = i % 23 * 0.1f);
    ImageClassifier classifier;
    try (EfficientNetNetwork network = ToyEfficientNet.network(WEIGHTS)) {
      classifier = network.classifier().orElseThrow();
    }
    assertEquals(7, classifier.classes());
    float[] logits = classifier.logits(vectors);
    float[] weight = WEIGHTS.tensors().get("classifier.weight");
    float[] bias = WEIGHTS.tensors().get("classifier.bias");
    assertEquals(19 * 7, logits.length);
    for (int i = 0; i < logits.length; i++) {
      double sum = bias[i % 7];
      for (int d = 0; d < 9; d++) {
        sum += vectors[i / 7 * 9 + d] * weight[i % 7 * 9 + d];
      }
      assertEquals(sum, logits[i], 1e-5);
    }
    assertThrows(IllegalArgumentException.class, () -> classifier.logits(new float[10]));
  }

  @Test
  void refusesPixelsOfAnotherSizeAndWorkAfterItsEnd() {
    EfficientNetNetwork network = ToyEfficientNet.network(WEIGHTS);
    PixelBatch other = new PixelBatch(1, 8, 8, new float[8 * 8 * 3]);
    assertThrows(IllegalArgumentException.class, () -> network.encodeGrid(other));
    network.close();
    network.close();
    PixelBatch pixels = ToyEfficientNet.pixels(1, 5);
    assertThrows(IllegalStateException.class, () -> network.encodeVector(pixels));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EfficientNetNetwork(
                ToyEfficientNet.ARCHITECTURE, Preprocessing.efficientNet(26), WEIGHTS));
  }
}
