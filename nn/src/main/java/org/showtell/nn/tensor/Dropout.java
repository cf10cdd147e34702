package org.showtell.nn.tensor;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout (Srivastava et al. 2014): elements are set to zero with probability p and the
 * others divided by 1 - p, so that generation needs no scaling.
 */
public final class Dropout implements AutoCloseable {
  private final INDArray mask; // the shape of what it is applied to, or null when p is 0

  private Dropout(INDArray mask) {
    this.mask = mask;
  }

  /** Draws a mask for a contiguous matrix and applies it in place. */
  public static Dropout apply(INDArray matrix, double probability, SplittableRandom random) {
    if (probability == 0) {
      return new Dropout(null);
    }
    float[] values = new float[(int) matrix.length()];
    float kept = (float) (1 / (1 - probability));
    // Two draws from each long: half the generator's time.
    int threshold = (int) Math.round(probability * (1L << 31));
    for (int i = 0; i < values.length; i += 2) {
      long bits = random.nextLong();
      values[i] = ((int) bits & Integer.MAX_VALUE) < threshold ? 0 : kept;
      if (i + 1 < values.length) {
        values[i + 1] = ((int) (bits >>> 32) & Integer.MAX_VALUE) < threshold ? 0 : kept;
      }
    }
    INDArray mask = HostFloats.matrix(values, 1, values.length).reshape('c', matrix.shape());
    if (mask.dataType() != matrix.dataType()) {
      INDArray cast = mask.castTo(matrix.dataType());
      mask.close();
      mask = cast;
    }
    Dropout dropout = new Dropout(mask);
    dropout.again(matrix);
    return dropout;
  }

  /** Applies the same mask to a gradient. */
  public void again(INDArray matrix) {
    if (mask != null) {
      matrix.muli(mask);
    }
  }

  @Override
  public void close() {
    if (mask != null) {
      mask.close();
    }
  }
}
