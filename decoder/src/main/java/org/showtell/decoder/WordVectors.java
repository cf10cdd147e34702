package org.showtell.decoder;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The vectors of detected words, {@code E[w] + p d}: what a word is, and how sure the detector is
 * of it. Row 0 of E stands where there is no word.
 */
public final class WordVectors {
  private final Parameter table; // E [W+1, M]
  private final Parameter direction; // d [1, M]

  /** Over the weights {@code words.*} of a network that attends to words. */
  public WordVectors(CaptionNetwork network) {
    table = network.parameter("words.embedding");
    direction = network.parameter("words.probability");
  }

  /**
   * The vectors of these words.
   *
   * @return [B*K, M]; the caller closes it
   */
  public INDArray of(DetectedWords words) {
    INDArray vectors =
        MatrixProduct.matrix(table.value().dataType(), words.ids().length, table.value().size(1));
    new Embedding(table).gather(words.ids(), vectors);
    try (INDArray probabilities = probabilities(words)) {
      MatrixProduct.multiplyAdd(probabilities, direction.value(), vectors);
    }
    return vectors;
  }

  /**
   * Adds to the gradients of E and d.
   *
   * @param gradient by the vectors, [B*K, M]
   */
  public void backward(DetectedWords words, INDArray gradient) {
    new Embedding(table).scatter(words.ids(), gradient);
    try (INDArray probabilities = probabilities(words)) {
      MatrixProduct.addWeightGradient(probabilities, gradient, direction.gradient());
    }
  }

  private INDArray probabilities(DetectedWords words) {
    DataType type = table.value().dataType();
    INDArray column =
        Nd4j.createFromArray(words.probabilities()).reshape('c', words.ids().length, 1);
    if (type == DataType.FLOAT) {
      return column;
    }
    try (column) {
      return column.castTo(type);
    }
  }
}
