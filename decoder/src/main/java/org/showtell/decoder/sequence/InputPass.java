package org.showtell.decoder.sequence;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/** B inputs of T symbols through the encoder, forward and backward. Owns its memory. */
final class InputPass implements AutoCloseable {
  private final SequenceNetwork network;
  private final int rows; // B
  private final int steps; // T
  private final int[] symbols; // [T*B], time-major
  private final INDArray vectors; // [T*B, E], after dropout
  private final Dropout dropout;
  private final SequenceReader.Reading reading;

  /**
   * Reads inputs of equal length.
   *
   * @param random draws the dropout masks; null to read without dropout
   */
  InputPass(
      SequenceNetwork network, List<int[]> inputs, double probability, SplittableRandom random) {
    this.network = network;
    rows = inputs.size();
    steps = inputs.get(0).length;
    symbols = new int[steps * rows];
    for (int i = 0; i < symbols.length; i++) {
      int t = network.config().reverse() ? steps - 1 - i / rows : i / rows;
      symbols[i] = inputs.get(i % rows)[t];
    }
    vectors = MatrixProduct.matrix(DataType.FLOAT, symbols.length, network.config().embedding());
    network.embedding().gather(symbols, vectors);
    dropout = Dropout.apply(vectors, probability, random);
    reading = network.reader(random).read(vectors, steps);
  }

  /** L, what the decoder sees of each input: all symbols with attention, or one vector. */
  int positions() {
    return network.config().attention() ? steps : 1;
  }

  /** What the decoder sees, [B*L*O]. */
  float[] memory() {
    if (!network.config().attention()) {
      try (INDArray last = reading.lastHidden()) {
        return HostFloats.copy(last);
      }
    }
    try (INDArray byInput = turned(reading.outputs(), steps, rows)) {
      return HostFloats.copy(byInput);
    }
  }

  /** [n*m, O] with the first two dimensions the other way round: [m*n, O], new. */
  private static INDArray turned(INDArray array, int n, int m) {
    long size = array.size(1);
    return array
        .reshape('c', n, m, size)
        .permute(1, 0, 2)
        .dup('c')
        .reshape('c', (long) n * m, size);
  }

  /**
   * Adds to the gradients of the encoder's weights.
   *
   * @param gradient by what the decoder sees, [B*L, O]
   */
  void backward(INDArray gradient) {
    INDArray byVectors;
    if (network.config().attention()) {
      try (INDArray byStep = turned(gradient, rows, steps)) {
        byVectors = reading.backward(byStep);
      }
    } else {
      byVectors = reading.backwardFromLast(gradient);
    }
    try (byVectors) {
      dropout.again(byVectors);
      network.embedding().scatter(symbols, byVectors);
    }
  }

  @Override
  public void close() {
    reading.close();
    dropout.close();
    vectors.close();
  }
}
