package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HeapVectorTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 7;

  private static INDArray random(DataType type, long seed) {
    double[] values = new SplittableRandom(seed).doubles(ROWS * COLUMNS, -3, 3).toArray();
    return Nd4j.createFromArray(values).reshape('c', ROWS, COLUMNS).castTo(type);
  }

  private interface Operation {
    HeapVector on(HeapVector x, HeapVector y);
  }

  private static void check(DataType type, Operation operation, DoubleBinaryOperator expected) {
    INDArray x = random(type, 1);
    INDArray y = random(type, 2);
    INDArray result = Nd4j.create(type, ROWS, COLUMNS);
    operation.on(HeapVector.of(x), HeapVector.of(y)).write(result);
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < COLUMNS; i++) {
        double exact = expected.applyAsDouble(x.getDouble(row, i), y.getDouble(row, i));
        assertEquals(exact, result.getDouble(row, i), type == DataType.FLOAT ? 3e-6 : 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void operationsAreWhatTheirFormulasSay(DataType type) {
    check(type, (x, y) -> x.clear(), (x, y) -> 0);
    check(type, HeapVector::assign, (x, y) -> y);
    check(type, HeapVector::add, Double::sum);
    check(type, HeapVector::subtract, (x, y) -> x - y);
    check(type, HeapVector::multiply, (x, y) -> x * y);
    check(type, (x, y) -> x.addProduct(y, y), (x, y) -> x + y * y);
    check(type, HeapVector::multiplyRest, (x, y) -> x * (1 - y));
    check(type, (x, y) -> x.sigmoid(), (x, y) -> 1 / (1 + Math.exp(-x)));
    check(type, (x, y) -> x.tanh(), (x, y) -> Math.tanh(x));
    check(type, (x, y) -> x.relu(), (x, y) -> Math.max(0, x));
    check(type, HeapVector::sigmoidBackward, (x, y) -> x * y * (1 - y));
    check(type, HeapVector::tanhBackward, (x, y) -> x * (1 - y * y));
    check(type, HeapVector::reluBackward, (x, y) -> y > 0 ? x : 0);
    check(type, (x, y) -> x.copy(), (x, y) -> x);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void columnsAndRowsAreThoseOfTheMatrix(DataType type) {
    INDArray x = random(type, 1);
    INDArray part = MatrixProduct.columns(x, 2, 4);
    INDArray other = Nd4j.create(type, ROWS, COLUMNS);
    HeapVector.ofColumns(x, 2, 4).writeColumns(other, 3, 4);
    HeapVector sums = HeapVector.zeros(type, COLUMNS);
    HeapVector.of(x).addRowsTo(sums);
    INDArray row = Nd4j.create(type, 1, COLUMNS);
    sums.write(row);
    INDArray tiled = Nd4j.create(type, ROWS, COLUMNS);
    sums.tile(ROWS).write(tiled);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(x.getDouble(i, j + 2), part.getDouble(i, j));
        assertEquals(x.getDouble(i, j + 2), other.getDouble(i, j + 3));
      }
      assertEquals(0, other.getDouble(i, 0));
      assertEquals(row.getDouble(0, 5), tiled.getDouble(i, 5));
    }
    double sum = x.getDouble(0, 5) + x.getDouble(1, 5) + x.getDouble(2, 5);
    assertEquals(sum, row.getDouble(0, 5), 1e-6);
  }
}
