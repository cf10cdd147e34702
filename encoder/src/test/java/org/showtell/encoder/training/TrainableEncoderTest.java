package org.showtell.encoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.nn.parameter.ParameterSpec;

class TrainableEncoderTest {
  private static final PixelBatch PIXELS = ToyEncoder.pixels(4, 8, 1);

  /** At 32 pixels the second map is large enough for the way back through conv2d_bp. */
  @ParameterizedTest
  @CsvSource({"true,8", "false,8", "true,32"})
  void theFastLoopsDoWhatTheEquationsSay(boolean norm, int side) {
    PixelBatch pixels = ToyEncoder.pixels(5, side, 1);
    try (ToyEncoder fast = new ToyEncoder(DataType.FLOAT, norm);
        ToyEncoder exact = new ToyEncoder(DataType.DOUBLE, norm)) {
      INDArray grid = fast.encoder.forward(pixels, true);
      INDArray exactGrid = exact.encoder.forward(pixels, true);
      assertClose(grid, exactGrid);
      fast.encoder.backward(ToyEncoder.gradient(grid, 2));
      exact.encoder.backward(ToyEncoder.gradient(exactGrid, 2));
      assertClose(fast.gradients, exact.gradients);
      if (norm) {
        assertClose(fast.encoder.statistics(), exact.encoder.statistics());
      }
    }
  }

  @Test
  void equalCornersOfAPoolHaveOneWinner() {
    PixelBatch flat = new PixelBatch(2, 8, 8, new float[2 * 8 * 8 * 3]);
    for (int i = 0; i < flat.values().length; i++) {
      flat.values()[i] = 0.5f;
    }
    try (ToyEncoder fast = new ToyEncoder(DataType.FLOAT, false);
        ToyEncoder exact = new ToyEncoder(DataType.DOUBLE, false)) {
      fast.encoder.backward(ToyEncoder.gradient(fast.encoder.forward(flat, true), 2));
      exact.encoder.backward(ToyEncoder.gradient(exact.encoder.forward(flat, true), 2));
      assertClose(fast.gradients, exact.gradients);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFoldedNetworkIsTheOneThatRuns(boolean norm) {
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, norm)) {
      for (int batch = 0; batch < 20; batch++) {
        toy.encoder.forward(ToyEncoder.pixels(4, 8, batch), true);
      }
      INDArray grid = toy.encoder.forward(PIXELS, false);
      assertClose(grid.data().asFloat(), run(toy.encoder.folded()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startsAsTheNetworkItTakesOver(boolean norm) {
    VggWeights weights = VggWeights.random(ToyEncoder.ARCHITECTURE, 9);
    weights.tensors().forEach((name, values) -> values[0] += 0.25f);
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, norm)) {
      toy.encoder.assign(weights, ToyEncoder.pixels(16, 8, 3));
      assertClose(toy.encoder.forward(PIXELS, false).data().asFloat(), run(weights));
      assertClose(run(toy.encoder.folded()), run(weights));
    }
  }

  @Test
  void kernelsThatFoldingMadeShortLearnAtTheLengthAtWhichKernelsBegin() {
    VggWeights weights = VggWeights.random(ToyEncoder.ARCHITECTURE, 9);
    weights.tensors().values().forEach(values -> multiply(values, 0.06f));
    weights.tensors().forEach((name, values) -> values[0] += 0.01f);
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, true)) {
      toy.encoder.assign(weights, ToyEncoder.pixels(16, 8, 3));
      assertClose(toy.encoder.forward(PIXELS, false).data().asFloat(), run(weights));
      long from = ToyEncoder.OFFSET;
      for (ParameterSpec tensor : TrainableEncoder.tensors(ToyEncoder.ARCHITECTURE, true)) {
        double squares = 0;
        for (long i = from; i < from + ToyEncoder.length(tensor); i++) {
          squares += Math.pow(toy.values.getDouble(0, i), 2);
        }
        if (tensor.rows() > 1) {
          assertEquals(2, squares / tensor.columns(), 1e-4, tensor.name());
        }
        from += ToyEncoder.length(tensor);
      }
    }
  }

  private static void multiply(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  @Test
  void gradientsAreAddedAndOtherWeightsLeftAlone() {
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, true)) {
      INDArray upstream = ToyEncoder.gradient(toy.encoder.forward(PIXELS, true), 2);
      toy.encoder.backward(upstream);
      float[] once = toy.gradients.data().asFloat();
      toy.encoder.forward(PIXELS, true);
      toy.encoder.backward(upstream);
      float[] twice = toy.gradients.data().asFloat();
      for (int i = 0; i < once.length; i++) {
        assertEquals(2 * once[i], twice[i]);
      }
      for (int i = 0; i < ToyEncoder.OFFSET; i++) {
        assertEquals(0, once[i]);
      }
      assertEquals(0, once[once.length - 1]);
    }
  }

  @Test
  void statisticsComeBack() {
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, true);
        ToyEncoder other = new ToyEncoder(DataType.FLOAT, true)) {
      toy.encoder.forward(PIXELS, true);
      other.encoder.restoreStatistics(toy.encoder.statistics());
      float[] grid = toy.encoder.forward(PIXELS, false).data().asFloat();
      assertArrayEquals(grid, other.encoder.forward(PIXELS, false).data().asFloat());
      assertEquals(
          "values must be 44 running averages, but got 3",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> other.encoder.restoreStatistics(new float[3]))
              .getMessage());
    }
  }

  @Test
  void otherSizesLearnToo() {
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, true)) {
      INDArray grid = toy.encoder.forward(ToyEncoder.pixels(2, 16, 1), true);
      assertArrayEquals(new long[] {2 * 4 * 4, 7}, grid.shape());
      toy.encoder.backward(ToyEncoder.gradient(grid, 1));
      assertEquals(
          "toy must be trained on images whose sides are multiples of 4, but got 10x10",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> toy.encoder.forward(ToyEncoder.pixels(2, 10, 1), true))
              .getMessage());
    }
  }

  @Test
  void goesBackOnce() {
    try (ToyEncoder toy = new ToyEncoder(DataType.FLOAT, true)) {
      INDArray upstream = ToyEncoder.gradient(toy.encoder.forward(PIXELS, true), 2);
      toy.encoder.backward(upstream);
      assertThrows(IllegalStateException.class, () -> toy.encoder.backward(upstream));
    }
  }

  private static float[] run(VggWeights weights) {
    try (VggNetwork network =
        new VggNetwork(
            ToyEncoder.ARCHITECTURE,
            Preprocessing.imagenet(8),
            weights,
            ForwardEngine.fastestOf32Bits())) {
      return network.encodeGrid(PIXELS).values();
    }
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertClose(actual.data().asFloat(), expected.data().asFloat());
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertEquals(expected.length, actual.length);
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest > 0);
    assertArrayEquals(expected, actual, (float) (2e-5 * largest));
  }
}
