package org.showtell.nn.tensor;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Float buffers of generation, kept between steps: fresh arrays cost page faults at every step.
 *
 * <p>A buffer grows to the largest number of rows asked for; fewer rows are a view of its first
 * ones. One scratch belongs to one thread; the owner closes it.
 */
public final class StepScratch implements AutoCloseable {
  private final Map<String, INDArray> matrices = new HashMap<>();
  private final Map<String, float[]> arrays = new HashMap<>();

  /** A [rows, columns] row-major view whose contents are whatever they were. */
  public INDArray matrix(String name, int rows, int columns) {
    INDArray full = matrices.get(name);
    if (full == null || full.size(0) < rows || full.size(1) != columns) {
      if (full != null) {
        full.close();
      }
      full = MatrixProduct.matrix(DataType.FLOAT, rows, columns);
      matrices.put(name, full);
    }
    return full.size(0) == rows ? full : MatrixProduct.rows(full, 0, rows);
  }

  /** An array of at least {@code length} elements. */
  public float[] array(String name, int length) {
    float[] array = arrays.get(name);
    if (array == null || array.length < length) {
      array = new float[length];
      arrays.put(name, array);
    }
    return array;
  }

  @Override
  public void close() {
    matrices.values().forEach(INDArray::close);
    matrices.clear();
    arrays.clear();
  }
}
