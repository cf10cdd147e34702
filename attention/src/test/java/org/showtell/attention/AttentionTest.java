package org.showtell.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.StepScratch;

/** What every attention does, seen from outside: weights and contexts of one look. */
class AttentionTest {
  private static final int PHOTOS = 3;
  private static final int POSITIONS = 5;
  private static final int SIZE = 4;
  private static final int UNITS = 6;

  private static INDArray matrix(long rows, long columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[(int) (rows * columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }

  private static ParameterSet parameters(AttentionConfig config, DataType type) {
    return new ParameterSet(type, config.parameters("a", SIZE, UNITS), new SplittableRandom(11));
  }

  private record Look(double[][] weights, double[][] contexts) {}

  private static Look look(AttentionConfig config, DataType type, int[] photos) {
    try (ParameterSet set = parameters(config, type);
        StepScratch scratch = new StepScratch()) {
      Attention attention = config.attention("a", set);
      INDArray grid = matrix(PHOTOS * POSITIONS, SIZE, 1).castTo(type);
      INDArray hidden = matrix(photos.length, UNITS, 2).castTo(type);
      INDArray weights = Nd4j.create(type, new long[] {photos.length, POSITIONS}, 'c');
      INDArray context = Nd4j.create(type, new long[] {photos.length, SIZE}, 'c');
      AttentionMemory memory = attention.remember(grid, POSITIONS);
      attention.attend(hidden, photos, memory, weights, context, scratch);
      return new Look(weights.toDoubleMatrix(), context.toDoubleMatrix());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADDITIVE,SOFT,SCALAR",
    "ADDITIVE,SOFT,VECTOR",
    "DOT_PRODUCT,SOFT,NONE",
    "ADDITIVE,HARD,NONE",
    "DOT_PRODUCT,HARD,SCALAR"
  })
  void weightsAreADistribution(
      AttentionConfig.Score score, AttentionConfig.Mode mode, AttentionConfig.Gate gate) {
    Look look =
        look(new AttentionConfig(score, mode, gate, 7), DataType.FLOAT, new int[] {0, 2, 2, 1});
    for (double[] row : look.weights()) {
      double sum = 0;
      for (double weight : row) {
        assertTrue(weight >= 0);
        sum += weight;
      }
      assertEquals(1, sum, 1e-6);
    }
  }

  @Test
  void contextIsTheWeightedMeanOfTheRowsOwnPhoto() {
    int[] photos = {2, 0};
    Look look =
        look(AttentionConfig.soft(7).withGate(AttentionConfig.Gate.NONE), DataType.FLOAT, photos);
    double[][] grid = matrix(PHOTOS * POSITIONS, SIZE, 1).toDoubleMatrix();
    for (int row = 0; row < 2; row++) {
      for (int d = 0; d < SIZE; d++) {
        double expected = 0;
        for (int i = 0; i < POSITIONS; i++) {
          expected += look.weights()[row][i] * grid[photos[row] * POSITIONS + i][d];
        }
        assertEquals(expected, look.contexts()[row][d], 1e-5);
      }
    }
  }

  @Test
  void additiveScoreIsThatOfThePaper() {
    AttentionConfig config = AttentionConfig.soft(3).withGate(AttentionConfig.Gate.NONE);
    Look look = look(config, DataType.FLOAT, new int[] {1});
    try (ParameterSet set = parameters(config, DataType.DOUBLE)) {
      double[][] grid = matrix(PHOTOS * POSITIONS, SIZE, 1).toDoubleMatrix();
      double[] hidden = matrix(1, UNITS, 2).toDoubleMatrix()[0];
      double[] exponentials = new double[POSITIONS];
      double sum = 0;
      for (int i = 0; i < POSITIONS; i++) {
        double score = 0;
        for (int a = 0; a < 3; a++) {
          double inner = set.get("a.b").value().getDouble(0, a);
          for (int d = 0; d < SIZE; d++) {
            inner += grid[POSITIONS + i][d] * set.get("a.W").value().getDouble(d, a);
          }
          for (int u = 0; u < UNITS; u++) {
            inner += hidden[u] * set.get("a.V").value().getDouble(u, a);
          }
          score += set.get("a.u").value().getDouble(0, a) * Math.tanh(inner);
        }
        exponentials[i] = Math.exp(score);
        sum += exponentials[i];
      }
      for (int i = 0; i < POSITIONS; i++) {
        assertEquals(exponentials[i] / sum, look.weights()[0][i], 1e-5);
      }
    }
  }

  @Test
  void hardContextIsTheLikeliestPosition() {
    AttentionConfig config =
        AttentionConfig.soft(7)
            .withMode(AttentionConfig.Mode.HARD)
            .withGate(AttentionConfig.Gate.NONE);
    Look look = look(config, DataType.FLOAT, new int[] {1});
    double[][] grid = matrix(PHOTOS * POSITIONS, SIZE, 1).toDoubleMatrix();
    int best = 0;
    for (int i = 1; i < POSITIONS; i++) {
      best = look.weights()[0][i] > look.weights()[0][best] ? i : best;
    }
    assertArrayEquals(grid[POSITIONS + best], look.contexts()[0], 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"ADDITIVE,SCALAR", "ADDITIVE,VECTOR", "DOT_PRODUCT,SCALAR"})
  void floatsSeeWhatDoublesSee(AttentionConfig.Score score, AttentionConfig.Gate gate) {
    AttentionConfig config = new AttentionConfig(score, AttentionConfig.Mode.SOFT, gate, 37);
    int[] photos = {0, 2, 1, 1};
    Look floats = look(config, DataType.FLOAT, photos);
    Look doubles;
    try (ParameterSet set = parameters(config, DataType.DOUBLE)) {
      Attention attention = config.attention("a", set);
      INDArray grid = matrix(PHOTOS * POSITIONS, SIZE, 1).castTo(DataType.DOUBLE);
      AttentionMemory memory = attention.remember(grid, POSITIONS);
      // Doubles are for training passes, whose row i is about photo i: photos in that order.
      INDArray hidden = matrix(4, UNITS, 2).castTo(DataType.DOUBLE);
      double[][] weights = new double[4][];
      double[][] contexts = new double[4][];
      for (int row = 0; row < 4; row++) {
        INDArray all = Nd4j.create(DataType.DOUBLE, new long[] {PHOTOS, UNITS}, 'c');
        all.putRow(photos[row], hidden.getRow(row));
        INDArray context = Nd4j.create(DataType.DOUBLE, new long[] {PHOTOS, SIZE}, 'c');
        try (AttentionPass pass = attention.pass(memory, 1, new SplittableRandom(1))) {
          pass.forward(0, all, context);
          weights[row] = pass.weights().toDoubleMatrix()[photos[row]];
          contexts[row] = context.toDoubleMatrix()[photos[row]];
        }
      }
      doubles = new Look(weights, contexts);
    }
    for (int row = 0; row < 4; row++) {
      assertArrayEquals(doubles.weights()[row], floats.weights()[row], 1e-5);
      assertArrayEquals(doubles.contexts()[row], floats.contexts()[row], 1e-5);
    }
  }

  @Test
  void rejectsAGridThatIsNoMultipleOfItsPositions() {
    AttentionConfig config = AttentionConfig.soft(7);
    try (ParameterSet set = parameters(config, DataType.FLOAT)) {
      Attention attention = config.attention("a", set);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> attention.remember(matrix(7, SIZE, 1), 5));
      assertTrue(refused.getMessage().contains("[7,4]"), refused.getMessage());
    }
  }
}
