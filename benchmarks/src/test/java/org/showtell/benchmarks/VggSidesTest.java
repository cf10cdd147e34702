package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VggSidesTest {
  @Test
  void allEnginesComputeTheSameGrid() throws Exception {
    VggSides sides = VggSides.vgg16(8);
    try (VggSides.GridEncoder showtell = sides.showtell();
        VggSides.GridEncoder onnx = sides.onnxRuntime();
        VggSides.GridEncoder peer = sides.deeplearning4j()) {
      float[] expected = showtell.grid();
      assertClose(expected, onnx.grid());
      assertClose(expected, peer.grid());
    }
  }

  /** Ours is [h,w,D], the others' [D,h,w]. */
  private static void assertClose(float[] channelsLast, float[] channelsFirst) {
    int size = 512 / 8;
    double difference = 0;
    double largest = 0;
    for (int l = 0; l < 14 * 14; l++) {
      for (int d = 0; d < size; d++) {
        float expected = channelsLast[l * size + d];
        difference = Math.max(difference, Math.abs(expected - channelsFirst[d * 14 * 14 + l]));
        largest = Math.max(largest, Math.abs(expected));
      }
    }
    assertTrue(largest > 0.1 && difference / largest < 1e-4, difference + " of " + largest);
  }
}
