package org.showtell.decoder;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

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

  /** Copies the rows of N tokens to a row-major [N, E]. */
  public void gather(int[] tokens, INDArray target) {
    if (target.dataType() != DataType.FLOAT) { // a gradient check
      for (int n = 0; n < tokens.length; n++) {
        MatrixProduct.rows(target, n, 1).assign(MatrixProduct.rows(table.value(), tokens[n], 1));
      }
      return;
    }
    FloatBuffer from = table.value().data().asNioFloat();
    FloatBuffer to = target.data().asNioFloat();
    int base = from.position();
    float[] row = new float[(int) target.size(1)];
    for (int token : tokens) {
      from.position(base + token * row.length);
      from.get(row);
      to.put(row);
    }
  }

  /** Adds each row of a gradient, row-major [N, E], to its token's. */
  public void scatter(int[] tokens, INDArray delta) {
    if (delta.dataType() != DataType.FLOAT) { // a gradient check
      for (int n = 0; n < tokens.length; n++) {
        MatrixProduct.rows(table.gradient(), tokens[n], 1).addi(MatrixProduct.rows(delta, n, 1));
      }
      return;
    }
    FloatBuffer from = delta.data().asNioFloat();
    FloatBuffer to = table.gradient().data().asNioFloat();
    int base = to.position();
    float[] row = new float[(int) delta.size(1)];
    float[] sum = new float[row.length];
    for (int token : tokens) {
      from.get(row);
      to.position(base + token * row.length);
      to.get(sum);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += row[i];
      }
      to.position(base + token * row.length);
      to.put(sum);
    }
  }
}
