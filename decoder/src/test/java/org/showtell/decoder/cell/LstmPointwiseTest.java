package org.showtell.decoder.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LstmPointwiseTest {
  private static final int ROWS = 3;
  private static final int UNITS = 5;

  @Test
  void fastFormEqualsTheReferenceForwardAndBackward() {
    INDArray bias = random(1, 4 * UNITS, 1);
    INDArray injected = random(ROWS, 4 * UNITS, 2);
    INDArray cell = random(ROWS, UNITS, 3);
    LstmPointwise reference = LstmPointwise.of(2, ROWS, UNITS, bias, injected, cell);
    LstmPointwise fast =
        LstmPointwise.of(2, ROWS, UNITS, single(bias), single(injected), single(cell));
    for (int step = 0; step < 2; step++) {
      INDArray gates = random(ROWS, 4 * UNITS, 10 + step);
      INDArray expected = Nd4j.create(DataType.DOUBLE, ROWS, UNITS);
      INDArray actual = Nd4j.create(DataType.FLOAT, ROWS, UNITS);
      reference.forward(step, gates, expected);
      fast.forward(step, single(gates), actual);
      assertClose(expected, actual);
    }
    for (int step = 1; step >= 0; step--) {
      INDArray incoming = random(ROWS, UNITS, 20 + step);
      INDArray expected = Nd4j.create(DataType.DOUBLE, ROWS, 4 * UNITS);
      INDArray actual = Nd4j.create(DataType.FLOAT, ROWS, 4 * UNITS);
      reference.backward(step, incoming, expected);
      fast.backward(step, single(incoming), actual);
      assertClose(expected, actual);
    }
    INDArray expected = Nd4j.create(DataType.DOUBLE, ROWS, UNITS);
    INDArray actual = Nd4j.create(DataType.FLOAT, ROWS, UNITS);
    reference.initialCellGradient(expected);
    fast.initialCellGradient(actual);
    assertClose(expected, actual);
  }

  private static void assertClose(INDArray expected, INDArray actual) {
    assertEquals(0, expected.sub(actual.castTo(DataType.DOUBLE)).amaxNumber().doubleValue(), 2e-6);
  }

  private static INDArray single(INDArray array) {
    return array.castTo(DataType.FLOAT);
  }

  private static INDArray random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles((long) rows * columns, -3, 3).toArray();
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }
}
