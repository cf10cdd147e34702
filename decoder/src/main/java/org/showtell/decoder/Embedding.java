package org.showtell.decoder;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Parameter;

/** Word vectors: rows gathered forward, gradients added row by row backward. */
public final class Embedding {
  private final Parameter table; // [V, E]

  /** Over the vectors of all words, [V, E]. */
  public Embedding(Parameter table) {
    this.table = table;
  }

  /** Of the vectors. */
  public DataType type() {
    return table.value().dataType();
  }

  /**
   * Copies the rows of these tokens.
   *
   * @param target [N, E], row-major
   */
  public void gather(int[] tokens, INDArray target) {
    int size = (int) target.size(1);
    if (target.dataType() == DataType.FLOAT) {
      FloatBuffer from = table.value().data().asNioFloat();
      FloatBuffer to = target.data().asNioFloat();
      int base = from.position();
      float[] row = new float[size];
      for (int token : tokens) {
        from.position(base + token * size);
        from.get(row);
        to.put(row);
      }
      return;
    }
    DoubleBuffer from = table.value().data().asNioDouble();
    DoubleBuffer to = target.data().asNioDouble();
    int base = from.position();
    for (int token : tokens) {
      for (int i = 0; i < size; i++) {
        to.put(from.get(base + token * size + i));
      }
    }
  }

  /**
   * Adds each row of a gradient to its token's.
   *
   * @param delta [N, E], row-major
   */
  public void scatter(int[] tokens, INDArray delta) {
    int size = (int) delta.size(1);
    if (delta.dataType() == DataType.FLOAT) {
      FloatBuffer from = delta.data().asNioFloat();
      FloatBuffer to = table.gradient().data().asNioFloat();
      int base = to.position();
      float[] row = new float[size];
      float[] sum = new float[size];
      for (int token : tokens) {
        from.get(row);
        to.position(base + token * size);
        to.get(sum);
        for (int i = 0; i < size; i++) {
          sum[i] += row[i];
        }
        to.position(base + token * size);
        to.put(sum);
      }
      return;
    }
    DoubleBuffer from = delta.data().asNioDouble();
    DoubleBuffer to = table.gradient().data().asNioDouble();
    int base = to.position();
    for (int token : tokens) {
      for (int i = 0; i < size; i++) {
        int at = base + token * size + i;
        to.put(at, to.get(at) + from.get());
      }
    }
  }
}
