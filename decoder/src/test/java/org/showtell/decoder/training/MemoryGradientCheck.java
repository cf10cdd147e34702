package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.layer.CaptionBatch;

/** Compares the gradient by a batch's features with central differences. */
final class MemoryGradientCheck {
  private static final float STEP = 1e-3f;

  private MemoryGradientCheck() {}

  static void check(
      CaptionBatch batch,
      ToDoubleFunction<CaptionBatch> loss,
      BiConsumer<CaptionBatch, Consumer<INDArray>> backward) {
    double[][] taken = new double[1][];
    backward.accept(batch, gradient -> taken[0] = gradient.data().asDouble());
    assertNotNull(taken[0], "the gradient by the features was handed over");
    assertEquals(batch.memory().length, taken[0].length);
    for (int i = 0; i < batch.memory().length; i++) {
      float[] above = batch.memory().clone();
      float[] below = batch.memory().clone();
      above[i] += STEP;
      below[i] -= STEP;
      double slope =
          (loss.applyAsDouble(with(batch, above)) - loss.applyAsDouble(with(batch, below)))
              / ((double) above[i] - below[i]); // floats: not exactly two steps
      assertEquals(slope, taken[0][i], 1e-5 * Math.max(1, Math.abs(slope)), "feature " + i);
    }
  }

  private static CaptionBatch with(CaptionBatch batch, float[] memory) {
    return new CaptionBatch(
        batch.rows(), batch.steps(), batch.inputs(), batch.targets(), batch.positions(), memory);
  }
}
