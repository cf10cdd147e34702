package org.showtell.encoder.weights.source;

import java.io.IOException;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.weights.FloatSink;
import org.showtell.encoder.weights.StoredTensor;

/**
 * A parameter of a graph.
 *
 * @param name as in the graph's table of parameters
 * @param shape of a kernel or a bias; older graphs have biases as [1,n]
 * @param table gives the parameter by its name
 */
record ZooTensor(String name, List<Integer> shape, Table table) implements StoredTensor {
  /** The graph's parameters, loaded when the first is asked for. */
  @FunctionalInterface
  interface Table {
    INDArray get(String name) throws IOException;
  }

  private static final int ROWS = 64;

  @Override
  public void read(FloatSink sink) throws IOException {
    INDArray whole = table.get(name);
    if (shape.size() != 2) {
      accept(whole, sink);
      return;
    }
    // Dense kernels are column-major: turned in pieces, they need no second place of their size.
    for (long row = 0; row < whole.size(0); row += ROWS) {
      long end = Math.min(row + ROWS, whole.size(0));
      accept(whole.get(NDArrayIndex.interval(row, end), NDArrayIndex.all()), sink);
    }
  }

  private static void accept(INDArray view, FloatSink sink) throws IOException {
    try (INDArray copy = view.dup('c');
        INDArray floats = copy.castTo(DataType.FLOAT)) {
      float[] values = floats.data().asFloat();
      sink.accept(values, values.length);
    }
  }
}
