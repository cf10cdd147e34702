package org.showtell.attention.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The quick kernel against the plain one, and the plain one against central differences. */
class AttentionKernelTest {
  private final SplittableRandom random = new SplittableRandom(3);

  /** Seeded numbers in [-1, 1), in the order of the rows. */
  private INDArray matrix(DataType type, double[] values, int rows) {
    return Nd4j.createFromArray(values).reshape('c', rows, values.length / rows).castTo(type);
  }

  private double[] values(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private record Sizes(int images, int positions, int keySize, int size) {}

  private record Case(Sizes sizes, double[] vector, double[] keys, double[] grid, double[] query) {
    static Case of(AttentionKernelTest test, boolean additive, Sizes sizes) {
      return new Case(
          sizes,
          additive ? test.values(sizes.keySize()) : null,
          test.values(sizes.images() * sizes.positions() * sizes.keySize()),
          test.values(sizes.images() * sizes.positions() * sizes.size()),
          test.values(sizes.images() * sizes.keySize()));
    }
  }

  private AttentionKernel kernel(Case one, DataType type) {
    int rows = one.sizes().images() * one.sizes().positions();
    INDArray keys = matrix(type, one.keys(), rows);
    INDArray grid = matrix(type, one.grid(), rows);
    return one.vector() == null
        ? AttentionKernel.dotProduct(one.sizes().positions(), keys, grid)
        : AttentionKernel.additive(
            matrix(type, one.vector(), 1), one.sizes().positions(), keys, grid);
  }

  private static int[] own(Sizes sizes) {
    return IntStream.range(0, sizes.images()).toArray();
  }

  private record Results(INDArray[] arrays) {}

  /** Everything that a kernel gives, for a loss whose gradients by context and weights are set. */
  private Results run(Case one, DataType type, double[] contextGradient) {
    Sizes sizes = one.sizes();
    AttentionKernel kernel = kernel(one, type);
    INDArray query = matrix(type, one.query(), sizes.images());
    INDArray weights = Nd4j.create(type, sizes.images(), sizes.positions());
    INDArray context = Nd4j.create(type, sizes.images(), sizes.size());
    INDArray weightGradient = Nd4j.create(type, sizes.images(), sizes.positions());
    INDArray queryGradient = Nd4j.create(type, sizes.images(), sizes.keySize());
    INDArray gradient = matrix(type, contextGradient, sizes.images());
    kernel.weigh(query, own(sizes), weights);
    kernel.gather(weights, own(sizes), context);
    kernel.gatherBackward(gradient, weightGradient);
    kernel.weighBackward(query, weights, weightGradient, queryGradient);
    return new Results(
        new INDArray[] {
          weights,
          context,
          weightGradient,
          queryGradient,
          kernel.gatheredGradient(weights, gradient),
          kernel.keyGradient(),
          kernel.vectorGradient()
        });
  }

  @ParameterizedTest
  @CsvSource({"true, 2", "false, 2", "true, 64", "false, 64"})
  void floatsAreTheDoublesRounded(boolean additive, int images) {
    Sizes sizes = new Sizes(images, 9, 48, 40); // the larger one is shared among threads
    Case one = Case.of(this, additive, sizes);
    double[] gradient = values(images * sizes.size());
    INDArray[] floats = run(one, DataType.FLOAT, gradient).arrays();
    INDArray[] doubles = run(one, DataType.DOUBLE, gradient).arrays();
    for (int i = 0; i < (additive ? floats.length : floats.length - 1); i++) {
      assertArrayEquals(
          doubles[i].dup('c').data().asDouble(),
          floats[i].castTo(DataType.DOUBLE).dup('c').data().asDouble(),
          2e-5,
          "result " + i);
    }
  }

  /** Sums of tangents that are 1, -1, and where a large key meets a large query between them. */
  @Test
  void largeKeysAndQueriesAreScoredToo() {
    Sizes sizes = new Sizes(2, 5, 8, 3);
    Case one = Case.of(this, true, sizes);
    double[] large = {-300, -19, -12.5, -1, 0, 12.7, 19.5, 250};
    for (int i = 0; i < one.keys().length; i++) {
      one.keys()[i] = large[i * 3 % 8];
    }
    for (int i = 0; i < one.query().length; i++) {
      one.query()[i] = large[i % 8] / 2;
    }
    double[] gradient = values(2 * 3);
    INDArray floats = run(one, DataType.FLOAT, gradient).arrays()[0];
    INDArray doubles = run(one, DataType.DOUBLE, gradient).arrays()[0];
    assertArrayEquals(
        doubles.dup('c').data().asDouble(),
        floats.castTo(DataType.DOUBLE).dup('c').data().asDouble(),
        2e-5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAreThoseOfCentralDifferences(boolean additive) {
    Sizes sizes = new Sizes(2, 3, 4, 5);
    Case one = Case.of(this, additive, sizes);
    double[] gradient = values(sizes.images() * sizes.size());
    INDArray[] results = run(one, DataType.DOUBLE, gradient).arrays();
    check(one, one.query(), results[3], gradient);
    check(one, one.keys(), results[5], gradient);
    check(one, one.grid(), results[4], gradient);
    if (additive) {
      check(one, one.vector(), results[6].sum(true, 0), gradient);
    }
  }

  private void check(Case one, double[] parameter, INDArray analytic, double[] gradient) {
    double[] found = analytic.dup('c').data().asDouble();
    double step = 1e-5;
    for (int i = 0; i < parameter.length; i++) {
      double before = parameter[i];
      parameter[i] = before + step;
      double up = loss(one, gradient);
      parameter[i] = before - step;
      double down = loss(one, gradient);
      parameter[i] = before;
      assertEquals((up - down) / (2 * step), found[i], 1e-8, "element " + i);
    }
  }

  private double loss(Case one, double[] gradient) {
    Sizes sizes = one.sizes();
    AttentionKernel kernel = kernel(one, DataType.DOUBLE);
    INDArray weights = Nd4j.create(DataType.DOUBLE, sizes.images(), sizes.positions());
    INDArray context = Nd4j.create(DataType.DOUBLE, sizes.images(), sizes.size());
    kernel.weigh(matrix(DataType.DOUBLE, one.query(), sizes.images()), own(sizes), weights);
    kernel.gather(weights, own(sizes), context);
    return context.mul(matrix(DataType.DOUBLE, gradient, sizes.images())).sumNumber().doubleValue();
  }
}
