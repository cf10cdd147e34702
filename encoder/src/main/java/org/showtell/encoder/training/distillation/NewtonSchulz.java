package org.showtell.encoder.training.distillation;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The nearest matrix with orthogonal columns, nearly: all singular values of a matrix are brought
 * to about one by five steps of a polynomial in X and its transpose (Jordan et al. 2024, "Muon: An
 * optimizer for hidden layers in neural networks"; coefficients as there, by which they end between
 * 0.7 and 1.2). Owns its buffers, which {@link #close()} frees; not thread-safe.
 */
final class NewtonSchulz implements AutoCloseable {
  private static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double LEAST_NORM = 1e-12;

  private final INDArray[] buffers;

  /**
   * @param longest of the numbers of any matrix
   * @param widest of the columns of any matrix
   */
  NewtonSchulz(long longest, int widest) {
    long square = (long) widest * widest;
    buffers =
        new INDArray[] {
          Nd4j.createUninitialized(DataType.FLOAT, longest),
          Nd4j.createUninitialized(DataType.FLOAT, longest),
          Nd4j.createUninitialized(DataType.FLOAT, square),
          Nd4j.createUninitialized(DataType.FLOAT, square)
        };
  }

  /** [R,C], R at least C: where the caller writes the matrix. */
  INDArray matrix(int rows, int columns) {
    return view(0, rows, columns);
  }

  private INDArray view(int buffer, int rows, int columns) {
    return Nd4j.create(
        buffers[buffer].data(), new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c');
  }

  /** What {@link #matrix} becomes, [R,C]; good until the next call. */
  INDArray orthogonal(int rows, int columns) {
    INDArray x = view(0, rows, columns);
    INDArray y = view(1, rows, columns);
    INDArray gram = view(2, columns, columns);
    INDArray factor = view(3, columns, columns);
    x.divi(Math.max(LEAST_NORM, x.norm2Number().doubleValue()));
    for (int step = 0; step < STEPS; step++) {
      LinearHead.multiply(x, true, x, false, gram, 0);
      // x (A + B gram + C gram^2)
      LinearHead.multiply(gram, false, gram, false, factor, 0);
      factor.muli(C);
      gram.muli(B);
      factor.addi(gram);
      addToDiagonal(factor, columns);
      LinearHead.multiply(x, false, factor, false, y, 0);
      INDArray other = x;
      x = y;
      y = other;
    }
    return x;
  }

  private static void addToDiagonal(INDArray square, int size) {
    FloatBuffer numbers = square.data().asNioFloat();
    for (int i = 0; i < size; i++) {
      int at = i * (size + 1);
      numbers.put(at, numbers.get(at) + (float) A);
    }
  }

  @Override
  public void close() {
    for (INDArray buffer : buffers) {
      buffer.close();
    }
  }
}
