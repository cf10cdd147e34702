package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSoftmaxTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 4597})
  void isTheLogarithmOfTheSoftmaxOfEachRow(int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (double spread : new double[] {0.01, 1, 30, 3000}) {
      float[] logits = new float[3 * size];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) ((random.nextDouble() - 0.5) * spread);
      }
      float[] result = logits.clone();
      LogSoftmax softmax = new LogSoftmax(size);
      softmax.apply(result, size); // the row in the middle
      float[] probabilities = Arrays.copyOfRange(logits, size, 2 * size);
      softmax.probabilities(probabilities);
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = size; i < 2 * size; i++) {
        largest = Math.max(largest, logits[i]);
      }
      double sum = 0;
      for (int i = size; i < 2 * size; i++) {
        sum += Math.exp(logits[i] - largest);
      }
      for (int i = 0; i < logits.length; i++) {
        boolean changed = i >= size && i < 2 * size;
        double expected = changed ? logits[i] - largest - Math.log(sum) : logits[i];
        if (changed) {
          double p = Math.exp(expected);
          assertEquals(p, probabilities[i - size], 3e-5 * p + 1e-12, spread + " at " + i);
        }
        assertEquals(expected, result[i], 2e-5 + 1e-6 * Math.abs(expected), spread + " at " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e30f, -1e30f, Float.NEGATIVE_INFINITY})
  void oneHugeOrImpossibleLogitIsBorne(float value) {
    float[] logits = {0, value, 1};
    new LogSoftmax(3).apply(logits, 0);
    assertTrue(Float.isFinite(logits[value > 0 ? 1 : 2]));
    assertEquals(value > 0 ? 0 : -0.31326, logits[value > 0 ? 1 : 2], 1e-4);
  }
}
