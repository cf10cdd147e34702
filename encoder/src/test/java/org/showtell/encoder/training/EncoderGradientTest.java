package org.showtell.encoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.PixelBatch;
import org.showtell.nn.parameter.ParameterSpec;

class EncoderGradientTest {
  private static final double STEP = 1e-6;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAreCentralDifferences(boolean norm) {
    PixelBatch pixels = ToyEncoder.pixels(3, 8, 1);
    try (ToyEncoder toy = new ToyEncoder(DataType.DOUBLE, norm)) {
      INDArray upstream = ToyEncoder.gradient(toy.encoder.forward(pixels, true), 2);
      toy.encoder.backward(upstream);
      Random random = new Random(3);
      int from = ToyEncoder.OFFSET;
      for (ParameterSpec tensor : TrainableEncoder.tensors(ToyEncoder.ARCHITECTURE, norm)) {
        for (int trial = 0; trial < 6; trial++) {
          int place = from + random.nextInt((int) ToyEncoder.length(tensor));
          double expected = difference(toy, pixels, upstream, place);
          double got = toy.gradients.getDouble(place);
          assertEquals(expected, got, 1e-6 * (1 + Math.abs(expected)), tensor.name());
        }
        from += (int) ToyEncoder.length(tensor);
      }
    }
  }

  private static double difference(
      ToyEncoder toy, PixelBatch pixels, INDArray upstream, int place) {
    double before = toy.values.getDouble(place);
    toy.values.putScalar(place, before + STEP);
    double up = loss(toy, pixels, upstream);
    toy.values.putScalar(place, before - STEP);
    double down = loss(toy, pixels, upstream);
    toy.values.putScalar(place, before);
    return (up - down) / (2 * STEP);
  }

  private static double loss(ToyEncoder toy, PixelBatch pixels, INDArray upstream) {
    INDArray grid = toy.encoder.forward(pixels, true);
    double loss = 0;
    for (long i = 0; i < grid.length(); i++) {
      loss += grid.data().getDouble(i) * upstream.data().getDouble(i);
    }
    return loss;
  }
}
