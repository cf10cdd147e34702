package org.showtell.encoder.vgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;
import org.showtell.encoder.preset.VggArchitecture.VectorSource;

class VggNetworkTest {
  /** Odd sizes on purpose: 10 by 13 pixels, grid 5 by 6, pooled 2 by 3. */
  private static final VggArchitecture DENSE =
      new VggArchitecture(
          "toy",
          10,
          13,
          List.of(
              List.of(new ConvLayer("a", 4)),
              List.of(new ConvLayer("b", 5), new ConvLayer("c", 7))),
          List.of(new DenseLayer("d", 9), new DenseLayer("e", 8)),
          VectorSource.DENSE);

  private static final VggArchitecture GRID_ONLY =
      new VggArchitecture("toy-grid", 10, 13, DENSE.stages(), List.of(), VectorSource.NONE);

  private static final VggArchitecture MEAN =
      new VggArchitecture("toy-mean", 10, 13, DENSE.stages(), List.of(), VectorSource.GRID_MEAN);

  @ParameterizedTest
  @EnumSource
  void gridEqualsTheNaiveNetwork(ForwardEngine engine) {
    VggWeights weights = weights(DENSE, 1);
    try (VggNetwork network = network(DENSE, weights, engine)) {
      PixelBatch pixels = pixels(DENSE, 1, 2);
      FeatureGrid grid = network.encodeGrid(pixels);
      assertEquals(5, grid.height());
      assertEquals(6, grid.width());
      assertEquals(7, grid.size());
      assertClose(new NaiveVgg(DENSE, weights).grid(pixels.values()), grid.values(), engine);
    }
  }

  @ParameterizedTest
  @EnumSource
  void denseVectorEqualsTheNaiveNetwork(ForwardEngine engine) {
    VggWeights weights = weights(DENSE, 3);
    try (VggNetwork network = network(DENSE, weights, engine)) {
      PixelBatch pixels = pixels(DENSE, 1, 4);
      FeatureVector vector = network.encodeVector(pixels);
      assertEquals(8, vector.size());
      assertClose(new NaiveVgg(DENSE, weights).vector(pixels.values()), vector.values(), engine);
      // And again after the other kind: the buffers are shared.
      network.encodeGrid(pixels);
      assertArrayEquals(vector.values(), network.encodeVector(pixels).values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBatchEqualsItsPhotosOneByOne(ForwardEngine engine) {
    int batch = 19;
    try (VggNetwork network = network(DENSE, weights(DENSE, 5), engine)) {
      PixelBatch pixels = pixels(DENSE, batch, 6);
      for (FeatureKind kind : FeatureKind.values()) {
        float[] together = network.encode(pixels, kind).values();
        int length = network.spec().length(kind);
        for (int b = 0; b < batch; b++) {
          int from = b * pixels.imageLength();
          float[] photo = Arrays.copyOfRange(pixels.values(), from, from + pixels.imageLength());
          float[] alone = network.encode(new PixelBatch(1, 10, 13, photo), kind).values();
          assertArrayEquals(alone, Arrays.copyOfRange(together, b * length, (b + 1) * length));
        }
      }
    }
  }

  @Test
  void meanVectorIsTheMeanOfTheGrid() {
    try (VggNetwork network = network(MEAN, weights(MEAN, 7))) {
      PixelBatch pixels = pixels(MEAN, 3, 8);
      assertEquals(7, network.spec().vectorSize());
      assertArrayEquals(
          network.encodeGrid(pixels).mean().values(), network.encodeVector(pixels).values());
    }
  }

  @Test
  void vgg16AtAnEighthOfItsWidthGivesItsGridAndItsVector() {
    VggArchitecture narrow = VggArchitecture.vgg16("vgg16-narrow", true, 8);
    try (VggNetwork network =
        new VggNetwork(narrow, Preprocessing.vgg(), VggWeights.random(narrow, 11))) {
      PixelBatch pixels = pixels(narrow, 1, 12);
      FeatureGrid grid = network.encodeGrid(pixels);
      assertEquals(14 * 14 * 64, grid.values().length);
      assertEquals(14, grid.height());
      assertEquals(512, network.encodeVector(pixels).size());
      // He's initialisation keeps the activations' scale through the layers.
      double mean =
          IntStream.range(0, grid.values().length)
              .mapToDouble(i -> grid.values()[i])
              .average()
              .orElse(0);
      assertTrue(mean > 0.1 && mean < 10, "mean activation " + mean);
    }
  }

  @Test
  void namesThePresetThatGivesNoVector() {
    try (VggNetwork network = network(GRID_ONLY, weights(GRID_ONLY, 13))) {
      PixelBatch pixels = pixels(GRID_ONLY, 1, 14);
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> network.encodeVector(pixels));
      assertTrue(error.getMessage().contains("toy-grid gives a grid and no vector"));
    }
  }

  @Test
  void rejectsPixelsOfAnotherSize() {
    try (VggNetwork network = network(DENSE, weights(DENSE, 15))) {
      PixelBatch turned = new PixelBatch(1, 13, 10, new float[390]);
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> network.encodeGrid(turned));
      assertEquals(
          "toy takes pixels [B,10,13,3], but got [B,13,10,3]; preprocess with the encoder's own"
              + " spec().preprocessing()",
          error.getMessage());
    }
  }

  @Test
  void rejectsPreprocessingAndWeightsOfAnotherNetwork() {
    VggWeights weights = weights(DENSE, 16);
    assertThrows(
        IllegalArgumentException.class, () -> new VggNetwork(DENSE, Preprocessing.vgg(), weights));
    VggWeights gridOnly = weights(GRID_ONLY, 17);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> network(DENSE, gridOnly));
    assertEquals("tensor 'd.weight' must have the shape [42, 9], but got none", error.getMessage());
  }

  @Test
  void isOfNoUseAfterClose() {
    VggNetwork network = network(DENSE, weights(DENSE, 18));
    network.encodeGrid(pixels(DENSE, 1, 19));
    network.close();
    network.close();
    assertThrows(IllegalStateException.class, () -> network.encodeGrid(pixels(DENSE, 1, 19)));
  }

  @Test
  void threadsMayShareIt() {
    try (VggNetwork network = network(DENSE, weights(DENSE, 20))) {
      float[] expected = network.encodeGrid(pixels(DENSE, 2, 21)).values();
      IntStream.range(0, 40)
          .parallel()
          .forEach(
              i -> {
                int batch = 1 + i % 3;
                float[] grid = network.encodeGrid(pixels(DENSE, batch, 21)).values();
                assertArrayEquals(
                    Arrays.copyOf(expected, 210), Arrays.copyOf(grid, 210), 1e-5f, "call " + i);
              });
    }
  }

  @Test
  void keepsOutOfACallersWorkspace() {
    VggWeights weights = weights(DENSE, 22);
    PixelBatch pixels = pixels(DENSE, 1, 23);
    WorkspaceConfiguration tiny = WorkspaceConfiguration.builder().initialSize(1000).build();
    VggNetwork network;
    try (MemoryWorkspace scope =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(tiny, "caller")) {
      network = network(DENSE, weights, ForwardEngine.ND4J);
      network.encodeGrid(pixels);
      assertEquals(0, scope.getPrimaryOffset());
    }
    try (network) {
      assertClose(
          new NaiveVgg(DENSE, weights).grid(pixels.values()),
          network.encodeGrid(pixels).values(),
          ForwardEngine.ND4J);
    }
  }

  private static VggNetwork network(VggArchitecture architecture, VggWeights weights) {
    return network(architecture, weights, ForwardEngine.fastest());
  }

  private static VggNetwork network(
      VggArchitecture architecture, VggWeights weights, ForwardEngine engine) {
    assumeTrue(engine.isAvailable(), engine.id() + " does not run here");
    float[] zero = {0, 0, 0};
    float[] one = {1, 1, 1};
    return new VggNetwork(
        architecture,
        new Preprocessing(13, 10, ResizeRule.SQUASH, ChannelOrder.RGB, zero, one),
        weights,
        engine);
  }

  /** He's, with biases that are not zero. */
  private static VggWeights weights(VggArchitecture architecture, long seed) {
    VggWeights weights = VggWeights.random(architecture, seed);
    Random random = new Random(seed + 1000);
    weights
        .tensors()
        .forEach(
            (name, values) -> {
              for (int i = 0; name.endsWith(".bias") && i < values.length; i++) {
                values[i] = (float) random.nextGaussian() / 4;
              }
            });
    return weights;
  }

  private static PixelBatch pixels(VggArchitecture architecture, int batch, long seed) {
    Random random = new Random(seed);
    float[] values = new float[batch * architecture.height() * architecture.width() * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new PixelBatch(batch, architecture.height(), architecture.width(), values);
  }

  /** Sixteen-bit floats have eight bits of precision, and the largest number is the measure. */
  private static void assertClose(double[] expected, float[] actual, ForwardEngine engine) {
    assertEquals(expected.length, actual.length);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertTrue(largest > 0.1, "the test would prove nothing");
    double allowed = engine == ForwardEngine.ONEDNN_BF16 ? 0.01 : 1e-5;
    for (int i = 0; i < actual.length; i++) {
      assertEquals(expected[i], actual[i], allowed * largest, "at " + i);
    }
  }
}
