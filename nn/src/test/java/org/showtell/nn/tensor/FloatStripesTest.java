package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FloatStripesTest {
  /** Less than a stripe, exactly some, and enough for several threads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 1025, 4096, 700_001})
  void everyNumberIsReadAndWrittenOnce(int length) {
    float[] values = new float[length + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 1000;
    }
    INDArray frame = HostFloats.matrix(values, 1, values.length);
    INDArray written = part(frame, length);
    INDArray read = HostFloats.matrix(values, 1, values.length).addi(1);
    AtomicIntegerArray visits = new AtomicIntegerArray(FloatStripes.count(written));
    FloatStripes.walk(
        1,
        (stripes, number) -> {
          visits.incrementAndGet(number);
          for (int i = 0; i < FloatStripes.LENGTH; i++) {
            stripes[0][i] += 2 * stripes[1][i];
            stripes[1][i] = -1; // is not written back
          }
        },
        written,
        part(read, length));
    float[] expected = values.clone();
    for (int i = 0; i < length; i++) {
      expected[2 + i] += 2 * (values[2 + i] + 1);
      values[2 + i] += 1;
    }
    assertArrayEquals(expected, HostFloats.copy(frame));
    assertEquals(values[2], read.getFloat(2));
    for (int i = 0; i < visits.length(); i++) {
      assertEquals(1, visits.get(i), "visits of stripe " + i);
    }
  }

  private static INDArray part(INDArray frame, int length) {
    return Nd4j.create(frame.data(), new long[] {1, length}, new long[] {length, 1}, 2, 'c');
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT", "DOUBLE"})
  void onlyFloatsSuit(DataType type) {
    INDArray array = MatrixProduct.matrix(type, 1, 4);
    if (type == DataType.FLOAT) {
      assertTrue(FloatStripes.suit(array));
    } else {
      assertFalse(FloatStripes.suit(array));
    }
  }
}
