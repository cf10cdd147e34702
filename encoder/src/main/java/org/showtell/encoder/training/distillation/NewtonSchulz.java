package org.showtell.encoder.training.distillation;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The nearest matrix with orthogonal columns, nearly: all singular values of a matrix are brought
 * to about one by five steps of a polynomial in X and its transpose (Jordan et al. 2024, "Muon: An
 * optimizer for hidden layers in neural networks"; coefficients as there, by which they end between
 * about 0.7 and 1.2; such as are below a thousandth of the matrix's norm stay smaller). Owns its
 * buffers, which {@link #close()} frees; not thread-safe.
 */
final class NewtonSchulz implements AutoCloseable {
  private static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double LEAST_NORM = 1e-12;

  private final INDArray matrix;
  private final INDArray result;
  private final INDArray[] squares = new INDArray[4];

  /**
   * @param longest of the numbers of any matrix
   * @param widest of the columns of any matrix
   */
  NewtonSchulz(long longest, int widest) {
    matrix = Nd4j.createUninitialized(DataType.FLOAT, longest);
    result = Nd4j.createUninitialized(DataType.FLOAT, longest);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Nd4j.createUninitialized(DataType.FLOAT, (long) widest * widest);
    }
  }

  /** [R,C], R at least C: where the caller writes the matrix. */
  INDArray matrix(int rows, int columns) {
    return view(matrix, rows, columns);
  }

  private static INDArray view(INDArray buffer, int rows, int columns) {
    return Nd4j.create(buffer.data(), new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c');
  }

  /**
   * What {@link #matrix} becomes, [R,C]; good until the next call.
   *
   * <p>Each step multiplies X by a polynomial of X'X. All of these are polynomials of the first X'X
   * and commute, so that the steps are made on matrices of [C,C] and X is multiplied once.
   */
  INDArray orthogonal(int rows, int columns) {
    INDArray x = matrix(rows, columns);
    x.divi(Math.max(LEAST_NORM, x.norm2Number().doubleValue()));
    INDArray gram = view(squares[0], columns, columns);
    INDArray factor = view(squares[1], columns, columns);
    INDArray product = view(squares[2], columns, columns);
    INDArray spare = view(squares[3], columns, columns);
    MatrixProduct.into(x, true, x, false, gram, 0);
    polynomial(gram, factor, spare);
    product.assign(factor);
    for (int step = 1; step < STEPS; step++) {
      // X'X after the step before: times its polynomial twice.
      MatrixProduct.into(gram, false, factor, false, spare, 0);
      MatrixProduct.into(spare, false, factor, false, gram, 0);
      polynomial(gram, factor, spare);
      MatrixProduct.into(product, false, factor, false, spare, 0);
      product.assign(spare);
    }
    INDArray y = view(result, rows, columns);
    MatrixProduct.into(x, false, product, false, y, 0);
    return y;
  }

  /** {@code factor = A + B gram + C gram^2}. */
  private static void polynomial(INDArray gram, INDArray factor, INDArray spare) {
    MatrixProduct.into(gram, false, gram, false, factor, 0);
    factor.muli(C);
    spare.assign(gram).muli(B);
    factor.addi(spare);
    addToDiagonal(factor, (int) factor.size(0));
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
    matrix.close();
    result.close();
    for (INDArray square : squares) {
      square.close();
    }
  }
}
