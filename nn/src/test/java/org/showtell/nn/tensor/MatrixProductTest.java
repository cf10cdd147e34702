package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.engine.OneDnn;

class MatrixProductTest {
  private static INDArray random(DataType type, int rows, int columns, long seed) {
    double[] values = new SplittableRandom(seed).doubles((long) rows * columns, -1, 1).toArray();
    return Nd4j.createFromArray(values).reshape('c', rows, columns).castTo(type);
  }

  /** Against three plain loops, for every transposition, in views with an offset too. */
  @ParameterizedTest
  @CsvSource({"FLOAT,1", "FLOAT,3", "FLOAT,17", "DOUBLE,1", "DOUBLE,5"})
  void equalsPlainLoops(DataType type, int m) {
    int k = 7;
    int n = 11;
    for (int variant = 0; variant < 4; variant++) {
      boolean transposeA = (variant & 1) == 1;
      boolean transposeB = (variant & 2) == 2;
      INDArray tall = random(type, (transposeA ? k : m) + 4, transposeA ? m : k, 1);
      INDArray a = MatrixProduct.rows(tall, 2, transposeA ? k : m);
      INDArray b = random(type, transposeB ? n : k, transposeB ? k : n, 2);
      INDArray frame = random(type, m + 3, n, 3);
      INDArray before = frame.dup();
      INDArray result = MatrixProduct.rows(frame, 1, m);
      MatrixProduct.multiply(a, transposeA, b, transposeB, result, 0.5, 2);
      for (int row = 0; row < m + 3; row++) {
        for (int column = 0; column < n; column++) {
          double expected = before.getDouble(row, column);
          if (row >= 1 && row <= m) {
            double sum = 0;
            for (int i = 0; i < k; i++) {
              sum +=
                  (transposeA ? a.getDouble(i, row - 1) : a.getDouble(row - 1, i))
                      * (transposeB ? b.getDouble(column, i) : b.getDouble(i, column));
            }
            expected = 0.5 * sum + 2 * expected;
          }
          assertEquals(expected, frame.getDouble(row, column), 1e-5);
        }
      }
    }
  }

  /** Sums may differ in their order, so sixteen of the last bits may. */
  @Test
  void bothWaysOfFloatsAgreeAndOverwriteWhatWasThere() {
    assumeTrue(OneDnn.isLoaded(), OneDnn.state());
    INDArray a = random(DataType.FLOAT, 33, 129, 4);
    INDArray b = random(DataType.FLOAT, 129, 65, 5);
    INDArray first = MatrixProduct.matrix(DataType.FLOAT, 33, 65).assign(Float.NaN);
    INDArray second = MatrixProduct.matrix(DataType.FLOAT, 33, 65).assign(Float.NaN);
    FloatProduct.multiply(a, false, b, false, first, 1, 0);
    MatrixProduct.matmul(a, false, b, false, second, 1, 0);
    for (int i = 0; i < 33 * 65; i++) {
      assertEquals(second.getFloat(i), first.getFloat(i), 16 * Math.ulp(12f), "at " + i);
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                MatrixProduct.multiply(
                    MatrixProduct.matrix(DataType.FLOAT, 2, 3),
                    MatrixProduct.matrix(DataType.FLOAT, 4, 5),
                    MatrixProduct.matrix(DataType.FLOAT, 2, 5)));
    assertTrue(refused.getMessage().contains("[2, 3]"), refused.getMessage());
  }

  @Test
  void columnMajorMatricesAreRefused() {
    INDArray columnMajor = Nd4j.create(DataType.FLOAT, new long[] {3, 4}, 'f');
    INDArray weight = MatrixProduct.matrix(DataType.FLOAT, 4, 5);
    INDArray result = MatrixProduct.matrix(DataType.FLOAT, 3, 5);
    assertThrows(
        IllegalArgumentException.class, () -> MatrixProduct.multiply(columnMajor, weight, result));
  }
}
