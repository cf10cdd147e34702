package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VggSidesTest {
  @Test
  void allEnginesComputeTheSameGrid() throws Exception {
    VggSides sides = VggSides.vgg16(8);
    try (GridEncoder showtell = sides.showtell();
        GridEncoder onnx = sides.onnxRuntime();
        GridEncoder peer = sides.deeplearning4j()) {
      float[] expected = showtell.grid();
      assertClose(expected, onnx.grid());
      assertClose(expected, peer.grid());
    }
  }

  @Test
  void ratiosAreOfTheSameRound() {
    VggTimes times =
        new VggTimes(
            List.of(100.0, 240.0, 90.0),
            List.of(50.0, 200.0, 60.0),
            List.of(1000.0, 1200.0, 900.0));
    assertEquals(List.of(2.0, 1.2, 1.5), times.ratiosTo(times.onnxRuntime()));
    assertEquals(
        "median        100.0          60.0           1000.0     1.50     0.10",
        times.medianLine().strip());
  }

  @Test
  void rejectsRoundsThatAreMissing() {
    assertThrows(
        IllegalArgumentException.class, () -> new VggTimes(List.of(1.0), List.of(), List.of(1.0)));
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
