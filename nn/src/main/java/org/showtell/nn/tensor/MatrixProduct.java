package org.showtell.nn.tensor;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.engine.OneDnn;

/**
 * Products of row-major ('c' order) matrices that never copy.
 *
 * <p>ND4J's {@code mmuli} into a row-major result allocates a column-major one and copies it back,
 * four times slower than the product itself at the sizes of a caption decoder. A row-major matrix
 * read as its transpose <em>is</em> column-major, so {@code C = A B} is asked for as {@code C' = B'
 * A'} and BLAS writes straight into place.
 *
 * <p>Floats go to oneDNN itself: with few rows it is twice as fast as through libnd4j's {@code
 * matmul} op, which stands in where oneDNN is not, and four to twelve times as fast as BLAS, which
 * packs the whole weight anew for every call. Doubles, which only gradient checks use, go through
 * BLAS.
 */
public final class MatrixProduct {
  private MatrixProduct() {}

  /**
   * {@code result = op(a) op(b) + beta * result}.
   *
   * @param a row-major [m, k], or [k, m] when {@code transposeA}
   * @param b row-major [k, n], or [n, k] when {@code transposeB}
   * @param result row-major [m, n], written in place
   * @param beta 0 to overwrite the result, 1 to add to it
   * @throws IllegalArgumentException if the shapes do not fit or an array is not row-major
   */
  public static void multiply(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      double alpha,
      double beta) {
    requireRowMajor("a", a);
    requireRowMajor("b", b);
    requireRowMajor("result", result);
    long m = a.size(transposeA ? 1 : 0);
    long k = a.size(transposeA ? 0 : 1);
    long n = b.size(transposeB ? 0 : 1);
    if (b.size(transposeB ? 1 : 0) != k || result.size(0) != m || result.size(1) != n) {
      throw new IllegalArgumentException(
          "Expected shapes [m,k] [k,n] [m,n], but got %s%s %s%s %s"
              .formatted(
                  describe(a),
                  transposeA ? "'" : "",
                  describe(b),
                  transposeB ? "'" : "",
                  describe(result)));
    }
    if (a.dataType() == DataType.FLOAT && OneDnn.isLoaded()) {
      TrainingProducts training = TrainingProducts.current();
      if (training != null && alpha == 1 && training.take(m, k, n, transposeB)) {
        training.multiply(a, transposeA, b, transposeB, result, beta != 0);
        return;
      }
      FloatProduct.multiply(a, transposeA, b, transposeB, result, alpha, beta);
    } else if (a.dataType() == DataType.FLOAT) {
      matmul(a, transposeA, b, transposeB, result, alpha, beta);
    } else {
      Nd4j.gemm(
          columnMajor(b), columnMajor(a), columnMajor(result), transposeB, transposeA, alpha, beta);
    }
  }

  /** By libnd4j's operation. */
  static void matmul(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      double alpha,
      double beta) {
    DynamicCustomOp.DynamicCustomOpsBuilder op =
        DynamicCustomOp.builder("matmul")
            .addInputs(a, b)
            .addOutputs(result)
            .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0);
    if (alpha != 1 || beta != 0) {
      op.addFloatingPointArguments(alpha, beta);
    }
    Nd4j.getExecutioner().exec(op.build());
  }

  /** {@code result = a b}; shapes [m,k] [k,n] [m,n]. */
  public static void multiply(INDArray a, INDArray b, INDArray result) {
    multiply(a, false, b, false, result, 1, 0);
  }

  /** {@code result += a b}; shapes [m,k] [k,n] [m,n]. */
  public static void multiplyAdd(INDArray a, INDArray b, INDArray result) {
    multiply(a, false, b, false, result, 1, 1);
  }

  /**
   * {@code gradient += input' delta}: what a weight [in, out] receives from rows of inputs and of
   * output gradients.
   *
   * @param input [rows, in]
   * @param delta [rows, out]
   * @param gradient [in, out]
   */
  public static void addWeightGradient(INDArray input, INDArray delta, INDArray gradient) {
    multiply(input, true, delta, false, gradient, 1, 1);
  }

  /**
   * {@code result = delta weight' + beta result}: what the inputs of a layer receive.
   *
   * @param delta [rows, out]
   * @param weight [in, out]
   * @param result [rows, in]
   */
  public static void inputGradient(INDArray delta, INDArray weight, INDArray result, double beta) {
    multiply(delta, false, weight, true, result, 1, beta);
  }

  /**
   * Adds the sum over rows of {@code delta} to a bias gradient, as a product with a row of ones:
   * ND4J's reductions over the first dimension are many times slower.
   *
   * @param delta [rows, out]
   * @param gradient [1, out]
   */
  public static void addColumnSums(INDArray delta, INDArray gradient) {
    try (INDArray ones = Nd4j.ones(delta.dataType(), 1, delta.size(0))) {
      multiply(ones, false, delta, false, gradient, 1, 1);
    }
  }

  /**
   * {@code result = row + beta result} for every row of the result, as a product with a column of
   * ones: ND4J's addition of a row to all rows is several times slower.
   *
   * @param row [1, columns]
   * @param result [rows, columns]
   * @param beta 0 to overwrite the result, 1 to add to it
   */
  public static void toEachRow(INDArray row, INDArray result, double beta) {
    try (INDArray ones = Nd4j.ones(result.dataType(), result.size(0), 1)) {
      multiply(ones, false, row, false, result, 1, beta);
    }
  }

  /** An uninitialised row-major matrix. */
  public static INDArray matrix(DataType type, long rows, long columns) {
    return Nd4j.createUninitialized(type, new long[] {rows, columns}, 'c');
  }

  /** An uninitialised row-major matrix of another's shape. */
  public static INDArray like(INDArray matrix) {
    return matrix(matrix.dataType(), matrix.size(0), matrix.size(1));
  }

  /** Zeros of another array's shape. */
  public static INDArray zeros(INDArray like) {
    return Nd4j.create(like.dataType(), like.shape(), 'c');
  }

  /** Rows {@code [from, from + count)} of a row-major matrix as a view, without ND4J's indexing. */
  public static INDArray rows(INDArray matrix, long from, long count) {
    long columns = matrix.size(1);
    return Nd4j.create(
        matrix.data(),
        new long[] {count, columns},
        new long[] {columns, 1},
        matrix.offset() + from * columns,
        'c');
  }

  /** The numbers of a row-major matrix as one of other sizes: a view. */
  public static INDArray reshaped(INDArray matrix, long rows, long columns) {
    return Nd4j.create(
        matrix.data(), new long[] {rows, columns}, new long[] {columns, 1}, matrix.offset(), 'c');
  }

  /** A copy of columns {@code [from, from + count)} of a row-major matrix; the caller's. */
  public static INDArray columns(INDArray matrix, int from, int count) {
    INDArray copy = matrix(matrix.dataType(), matrix.size(0), count);
    HeapVector.ofColumns(matrix, from, count).write(copy);
    return copy;
  }

  private static INDArray columnMajor(INDArray rowMajor) {
    long rows = rowMajor.size(0);
    long columns = rowMajor.size(1);
    return Nd4j.create(
        rowMajor.data(),
        new long[] {columns, rows},
        new long[] {1, columns},
        rowMajor.offset(),
        'f');
  }

  private static void requireRowMajor(String name, INDArray array) {
    if (array.rank() != 2 || array.stride(1) != 1 && array.size(1) > 1) {
      throw new IllegalArgumentException(
          "Expected a row-major matrix for %s, but got %s".formatted(name, describe(array)));
    }
  }

  private static String describe(INDArray array) {
    return Arrays.toString(array.shape());
  }
}
