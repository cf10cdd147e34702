package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.nn.engine.OneDnn;

class TrainingProductsTest {
  private static final int M = 65;
  private static final int K = 131;
  private static final int N = 127; // 65 * 131 * 127 are just enough to be large

  private static INDArray random(long rows, long columns, long seed) {
    float[] values = new float[(int) (rows * columns)];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return HostFloats.matrix(values, rows, columns);
  }

  @AfterEach
  void asItWas() {
    System.clearProperty(TrainingProducts.PROPERTY);
  }

  /** Every transposition, added and overwritten, in views that begin somewhere. */
  @ParameterizedTest
  @ValueSource(strings = {"float32", "bfloat16"})
  void areTheProductsWithinThePrecision(String precision) {
    assumeTrue(OneDnn.isLoaded(), OneDnn.state());
    System.setProperty(TrainingProducts.PROPERTY, precision);
    // Rounding to 8 bits moves a factor by 2^-9 at most; of K products of random signs the root
    // counts.
    double tolerance = precision.equals("float32") ? 1e-4 : 8 * Math.sqrt(K) * Math.pow(2, -9) / 3;
    try (TrainingProducts products = TrainingProducts.create()) {
      for (int variant = 0; variant < 8; variant++) {
        boolean transposeA = (variant & 1) == 1;
        boolean transposeB = (variant & 2) == 2;
        double beta = (variant & 4) == 4 ? 1 : 0;
        INDArray tall = random((transposeA ? K : M) + 4, transposeA ? M : K, 1);
        INDArray a = MatrixProduct.rows(tall, 2, transposeA ? K : M);
        INDArray b = random(transposeB ? N : K, transposeB ? K : N, 2);
        INDArray exact = random(M, N, 3);
        INDArray result = exact.dup('c');
        MatrixProduct.multiply(a, transposeA, b, transposeB, exact, 1, beta);
        products.during(
            () -> {
              MatrixProduct.multiply(a, transposeA, b, transposeB, result, 1, beta);
              return null;
            });
        assertArrayEquals(
            HostFloats.copy(exact), HostFloats.copy(result), (float) tolerance, "case " + variant);
      }
    }
  }

  /**
   * Forward and back, two weights at once, again with other values, and with rows that lie apart.
   */
  @ParameterizedTest
  @ValueSource(strings = {"float32", "bfloat16"})
  void aWeightOfAllStepsIsPackedOnce(String precision) {
    assumeTrue(OneDnn.isLoaded(), OneDnn.state());
    System.setProperty(TrainingProducts.PROPERTY, precision);
    double tolerance = precision.equals("float32") ? 1e-4 : 8 * Math.sqrt(K) * Math.pow(2, -9) / 3;
    try (TrainingProducts products = TrainingProducts.create()) {
      products.during(
          () -> {
            for (int pass = 0; pass < 3; pass++) {
              INDArray weight = random(K, N, 10 + pass);
              INDArray turned = random(N, K, 20 + pass);
              try (StepWeight forward = StepWeight.forward(weight, M);
                  StepWeight other = StepWeight.forward(weight.mul(2), M);
                  StepWeight backward = StepWeight.backward(turned, M)) {
                INDArray wide = random(M, K + 3, 30 + pass);
                INDArray apart = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(1, K + 1));
                for (INDArray a : List.of(random(M, K, 40 + pass), apart)) {
                  assertAdds(forward, a, weight, false, 1, tolerance);
                  assertAdds(other, a, weight, false, 2, 2 * tolerance);
                  assertAdds(backward, a, turned, true, 1, tolerance);
                }
                INDArray fewer = random(3, K, 50);
                assertAdds(forward, fewer, weight, false, 1, tolerance);
              }
            }
            return null;
          });
    }
  }

  private static void assertAdds(
      StepWeight weight,
      INDArray a,
      INDArray factor,
      boolean transposed,
      double times,
      double tolerance) {
    INDArray sum = random(a.size(0), N, 60);
    INDArray exact = sum.dup('c');
    weight.multiplyAdd(a, sum);
    FloatProduct.multiply(a.dup('c'), false, factor, transposed, exact, times, 1);
    assertArrayEquals(HostFloats.copy(exact), HostFloats.copy(sum), (float) tolerance);
  }

  @Test
  void manySizesOfPackedWeightsAreNotAllKept() {
    assumeTrue(OneDnn.isLoaded(), OneDnn.state());
    INDArray weight = random(512, 512, 70);
    try (TrainingProducts products = TrainingProducts.create()) {
      products.during(
          () -> {
            try (StepWeight kept = StepWeight.forward(weight, 64)) {
              for (int rows = 65; rows < 100; rows++) {
                StepWeight.forward(weight, rows).close();
              }
              INDArray a = random(64, 512, 71);
              INDArray sum = MatrixProduct.zeros(a);
              kept.multiplyAdd(a, sum);
              INDArray exact = MatrixProduct.zeros(a);
              FloatProduct.multiply(a, false, weight, false, exact, 1, 0);
              assertArrayEquals(HostFloats.copy(exact), HostFloats.copy(sum), 0.5f);
            }
            return null;
          });
      assertTrue(products.packedSizes() <= 16, products.packedSizes() + " sizes are kept");
    }
  }

  @Test
  void belongToTheThreadMeanwhileAndToNoOther() throws InterruptedException {
    try (TrainingProducts products = TrainingProducts.create()) {
      assertNull(TrainingProducts.current());
      TrainingProducts[] seen = new TrainingProducts[2];
      products.during(
          () -> {
            seen[0] = TrainingProducts.current();
            Thread other = new Thread(() -> seen[1] = TrainingProducts.current());
            other.start();
            return join(other);
          });
      assertNotNull(seen[0]);
      assertNull(seen[1]);
      assertThrows(
          IllegalStateException.class,
          () ->
              products.during(
                  () -> {
                    throw new IllegalStateException();
                  }));
      assertNull(TrainingProducts.current());
    }
  }

  private static Object join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  /** Sums, biases and what is small stay exact. */
  @Test
  void takeOnlyLargeMatrices() {
    assumeTrue(OneDnn.isLoaded(), OneDnn.state());
    INDArray ones = MatrixProduct.matrix(DataType.FLOAT, 1, 4096).assign(1);
    INDArray values = random(4096, 512, 5);
    INDArray exact = MatrixProduct.matrix(DataType.FLOAT, 1, 512);
    INDArray sums = MatrixProduct.matrix(DataType.FLOAT, 1, 512);
    MatrixProduct.multiply(ones, values, exact);
    try (TrainingProducts products = TrainingProducts.create()) {
      products.during(
          () -> {
            MatrixProduct.multiply(ones, values, sums);
            return null;
          });
    }
    assertArrayEquals(HostFloats.copy(exact), HostFloats.copy(sums));
  }

  @Test
  void anUnknownPrecisionIsRefused() {
    System.setProperty(TrainingProducts.PROPERTY, "half");
    assertEquals(
        "showtell.training.precision must be bfloat16 or float32, but got half",
        assertThrows(IllegalArgumentException.class, TrainingProducts::create).getMessage());
  }
}
