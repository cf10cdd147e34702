package org.showtell.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftSelectionTest {
  private static final int STEPS = 3;
  private static final int[] LENGTHS = {3, 2};
  private static final int POSITIONS = 4;

  private final INDArray weights =
      Nd4j.createFromArray(
              new SplittableRandom(5).doubles(STEPS * LENGTHS.length * POSITIONS, 0, 1).toArray())
          .reshape('c', STEPS * LENGTHS.length, POSITIONS);

  private static AttentionObjective objective(double coverage) {
    AttentionObjective usual = AttentionObjective.defaults();
    return new AttentionObjective(
        coverage, usual.reward(), usual.entropy(), usual.baselineDecay(), usual.sampled());
  }

  private double loss(SoftSelection selection, double coverage) {
    return selection.loss(
        weights, objective(coverage), new AttentionObjective.Outcomes(LENGTHS, new double[2]));
  }

  @Test
  void allPositionsAreSelected() {
    assertSame(weights, new SoftSelection().select(0, weights));
    assertEquals(0, loss(new SoftSelection(), 0));
  }

  /** Xu et al. 2015, eq. 14, written out; the last step of the second sentence is padding. */
  @Test
  void penaltyIsThatOfThePaper() {
    double expected = 0;
    for (int row = 0; row < LENGTHS.length; row++) {
      for (int i = 0; i < POSITIONS; i++) {
        double sum = 0;
        for (int t = 0; t < LENGTHS[row]; t++) {
          sum += weights.getDouble(t * LENGTHS.length + row, i);
        }
        expected += (1 - sum) * (1 - sum) / (POSITIONS * LENGTHS.length);
      }
    }
    assertEquals(0.7 * expected, loss(new SoftSelection(), 0.7), 1e-12);
  }

  @Test
  void gradientIsThatOfCentralDifferencesAndZeroAtPadding() {
    SoftSelection selection = new SoftSelection();
    loss(selection, 0.7);
    for (int t = 0; t < STEPS; t++) {
      INDArray gradient = Nd4j.zeros(DataType.DOUBLE, LENGTHS.length, POSITIONS);
      selection.backward(t, weights, gradient);
      for (int row = 0; row < LENGTHS.length; row++) {
        for (int i = 0; i < POSITIONS; i++) {
          int at = t * LENGTHS.length + row;
          double before = weights.getDouble(at, i);
          weights.putScalar(at, i, before + 1e-5);
          double up = loss(new SoftSelection(), 0.7);
          weights.putScalar(at, i, before - 1e-5);
          double down = loss(new SoftSelection(), 0.7);
          weights.putScalar(at, i, before);
          assertEquals((up - down) / 2e-5, gradient.getDouble(row, i), 1e-8);
          if (t >= LENGTHS[row]) {
            assertEquals(0, gradient.getDouble(row, i));
          }
        }
      }
    }
  }
}
