package org.showtell.attention.tensor;

/**
 * Sigmoid and tanh over stretches of float arrays, several times faster than ND4J's element-wise
 * operations at the sizes of a cell.
 *
 * <p>tanh is a ratio of polynomials of degree 13 and 6 on [-7.9, 7.9] (the minimax fit that Eigen
 * uses, there on +-9); its error is below 4e-7. The loops have no branches or calls so that the
 * compiler turns them into vector instructions. Training and generation share them, so that both
 * see the same function.
 */
public final class Activations {
  private static final float LIMIT = 7.90531110763549805f;

  private Activations() {}

  /** {@code x[i] = tanh(x[i])} for {@code from <= i < to}. */
  public static void tanh(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      float v = Math.max(-LIMIT, Math.min(LIMIT, x[i]));
      float s = v * v;
      float p = s * -2.76076847742355e-16f + 2.00018790482477e-13f;
      p = s * p + -8.60467152213735e-11f;
      p = s * p + 5.12229709037114e-08f;
      p = s * p + 1.48572235717979e-05f;
      p = s * p + 6.37261928875436e-04f;
      p = s * p + 4.89352455891786e-03f;
      float q = s * 1.19825839466702e-06f + 1.18534705686654e-04f;
      q = s * q + 2.26843463243900e-03f;
      q = s * q + 4.89352518554385e-03f;
      x[i] = v * p / q;
    }
  }

  /** {@code x[i] = 1 / (1 + exp(-x[i]))} for {@code from <= i < to}, as (1 + tanh(x/2)) / 2. */
  public static void sigmoid(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = 0.5f * x[i];
    }
    tanh(x, from, to);
    for (int i = from; i < to; i++) {
      x[i] = 0.5f + 0.5f * x[i];
    }
  }
}
