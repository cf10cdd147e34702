package org.showtell.encoder.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.network.Layer.Convolution;
import org.showtell.encoder.network.Layer.Shape;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggWeights;

class ForwardEngineTest {
  private static final Shape SHAPE = new Shape(9, 7, 3);

  /** A pool after a rectified and after a linear convolution, an odd stride, and a block. */
  private static final List<Layer> LAYERS =
      List.of(
          new Convolution("a", 3, 1, 5, false, Activation.RELU),
          new Layer.MaxPool(),
          new Convolution("b", 3, 2, 6, false, Activation.NONE),
          new Layer.Residual(
              List.of(
                  new Convolution("c", 3, 1, 6, true, Activation.RELU6),
                  new Convolution("d", 1, 1, 6, false, Activation.NONE))),
          new Layer.MaxPool(),
          new Layer.Dense("e", 4, Activation.RELU));

  @AfterEach
  void forget() {
    System.clearProperty(ForwardEngine.PROPERTY);
  }

  @Test
  void enginesAgree() {
    assumeTrue(ForwardEngine.ONEDNN.isAvailable(), ForwardEngine.ONEDNN.description());
    float[] pixels = normal(3 * SHAPE.length(), 1);
    float[] expected = run(ForwardEngine.ND4J, pixels);
    assertArrayEquals(expected, run(ForwardEngine.ONEDNN, pixels), 1e-4f);
    int positive = 0;
    for (float value : expected) {
      positive += value > 0 ? 1 : 0;
    }
    assertTrue(positive > 2 && positive < expected.length, positive + " of " + expected.length);
  }

  /** The bar of half the precision: VGG16's grid with He's initialisation. */
  @Test
  void sixteenBitsKeepVgg16sFeatures() {
    assumeTrue(ForwardEngine.ONEDNN_BF16.isAvailable(), ForwardEngine.ONEDNN_BF16.description());
    VggArchitecture narrow = VggArchitecture.vgg16("vgg16-narrow", false, 4);
    VggWeights weights = VggWeights.random(narrow, 5);
    Shape input = new Shape(224, 224, 3);
    float[] pixels = normal(input.length(), 6);
    float[][] grids = new float[2][14 * 14 * 128];
    ForwardEngine[] engines = {ForwardEngine.ND4J, ForwardEngine.ONEDNN_BF16};
    for (int e = 0; e < engines.length; e++) {
      try (ForwardPass pass =
          engines[e].prepare(vgg(narrow), 1, input, name -> weights.tensors().get(name))) {
        pass.run(pixels, 0, grids[e], 0);
      }
    }
    assertTrue(cosine(grids[0], grids[1]) > 0.9995, "cosine " + cosine(grids[0], grids[1]));
  }

  private static List<Layer> vgg(VggArchitecture architecture) {
    List<Layer> layers = new ArrayList<>();
    for (List<VggArchitecture.ConvLayer> stage : architecture.stages()) {
      if (!layers.isEmpty()) {
        layers.add(new Layer.MaxPool());
      }
      stage.forEach(
          c -> layers.add(new Convolution(c.name(), 3, 1, c.filters(), false, Activation.RELU)));
    }
    return layers;
  }

  @Test
  void closingFreesTheNativeMemory() {
    assumeTrue(ForwardEngine.ONEDNN.isAvailable(), ForwardEngine.ONEDNN.description());
    long before = 0;
    for (int i = 0; i < 60; i++) {
      try (ForwardPass pass =
          ForwardEngine.ONEDNN.prepare(
              List.of(new Convolution("a", 3, 1, 256, false, Activation.RELU)),
              1,
              new Shape(64, 64, 256),
              name -> new float[name.equals("a.bias") ? 256 : 3 * 3 * 256 * 256])) {
        pass.run(new float[64 * 64 * 256], 0, new float[64 * 64 * 256], 0);
      }
      before = i == 20 ? Pointer.physicalBytes() : before;
    }
    // Each pass holds 15 MB; forty of them that were not freed would be 600.
    long grown = Pointer.physicalBytes() - before;
    assertTrue(grown < 200L << 20, "grown by " + (grown >> 20) + " MB");
  }

  @Test
  void sixteenBitsAreUsedWhereTheyAreAllowed() {
    assertTrue(ForwardEngine.fastest().isAvailable());
    assertTrue(ForwardEngine.fastestOf32Bits() != ForwardEngine.ONEDNN_BF16);
  }

  @Test
  void aPropertyChoosesTheEngine() {
    System.setProperty(ForwardEngine.PROPERTY, "nd4j");
    assertEquals(ForwardEngine.ND4J, ForwardEngine.fastest());
    assertEquals(ForwardEngine.ND4J, ForwardEngine.fastestOf32Bits());
    System.setProperty(ForwardEngine.PROPERTY, "tpu");
    assertEquals(
        "showtell.encoder.engine must be onednn-bf16, onednn or nd4j, but got 'tpu'",
        assertThrows(IllegalArgumentException.class, ForwardEngine::fastest).getMessage());
  }

  @Test
  void aBlockEndsWithALinearConvolution() {
    List<Layer> body = List.of(new Convolution("a", 1, 1, 2, false, Activation.RELU));
    assertThrows(IllegalArgumentException.class, () -> new Layer.Residual(body));
  }

  private static float[] run(ForwardEngine engine, float[] pixels) {
    float[] values = new float[3 * 4 + 2];
    try (ForwardPass pass = engine.prepare(LAYERS, 3, SHAPE, weights())) {
      pass.run(pixels, 0, new float[3 * 4 + 2], 0);
      pass.run(pixels, 0, values, 2);
    }
    assertEquals(0, values[0] + values[1], "before the offset");
    return values;
  }

  private static Function<String, float[]> weights() {
    Map<String, Integer> lengths =
        Map.of(
            "a.weight",
            3 * 3 * 3 * 5,
            "a.bias",
            5,
            "b.weight",
            3 * 3 * 5 * 6,
            "b.bias",
            6,
            "c.weight",
            3 * 3 * 6,
            "c.bias",
            6,
            "d.weight",
            6 * 6,
            "d.bias",
            6,
            "e.weight",
            6 * 4,
            "e.bias",
            4);
    return name -> normal(lengths.get(name), name.hashCode());
  }

  private static float[] normal(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
