package org.showtell.nn.tensor;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bulk copies between contiguous row-major float arrays of ND4J and Java's heap, where plain loops
 * are faster than ND4J's element-wise operations.
 */
public final class HostFloats {
  private HostFloats() {}

  /** A new matrix of these values, row by row; ND4J's own way copies them one by one. */
  public static INDArray matrix(float[] values, long rows, long columns) {
    INDArray matrix = MatrixProduct.matrix(DataType.FLOAT, rows, columns);
    write(values, matrix);
    return matrix;
  }

  /** A new array with the block's values, row by row. */
  public static float[] copy(INDArray block) {
    float[] target = new float[(int) block.length()];
    read(block, target);
    return target;
  }

  /** A new array for each row of a row-major matrix. */
  public static float[][] copyRows(INDArray matrix) {
    float[][] rows = new float[(int) matrix.size(0)][(int) matrix.size(1)];
    java.nio.FloatBuffer buffer = matrix.data().asNioFloat();
    for (float[] row : rows) {
      buffer.get(row);
    }
    return rows;
  }

  /** Fills a row-major matrix with rows. */
  public static void writeRows(float[][] rows, INDArray matrix) {
    java.nio.FloatBuffer buffer = matrix.data().asNioFloat();
    for (float[] row : rows) {
      buffer.put(row);
    }
  }

  /** Fills {@code target} from its start with the block's values. */
  public static void read(INDArray block, float[] target) {
    block.data().asNioFloat().get(target, 0, (int) block.length());
  }

  /** Fills the block with the first values of {@code source}. */
  public static void write(float[] source, INDArray block) {
    block.data().asNioFloat().put(source, 0, (int) block.length());
  }

  /** Fills one row of a row-major matrix with {@code source[from, from + columns)}. */
  public static void writeRow(float[] source, int from, INDArray matrix, int row) {
    int columns = (int) matrix.size(1);
    java.nio.FloatBuffer buffer = matrix.data().asNioFloat();
    buffer.position(buffer.position() + row * columns);
    buffer.put(source, from, columns);
  }
}
