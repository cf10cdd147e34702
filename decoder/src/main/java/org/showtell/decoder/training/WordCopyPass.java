package org.showtell.decoder.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.WordTokens;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Copying of detected words over all T*B tokens at once: {@code logits[r, v] += h_r W e_k} for each
 * word k of the row's photo that token v stands for. Owns its memory.
 */
final class WordCopyPass implements AutoCloseable {
  private final Parameter weight; // W [U, M]
  private final INDArray hidden; // [T*B, U], the caller's
  private final INDArray queries; // [T*B, M], h W
  private final double[] vectors; // [B*K, M]
  private final DetectedWords words; // of B sentences
  private final WordTokens tokens;
  private final int size; // M
  private INDArray vectorGradient; // [B*K, M]

  /**
   * The queries of all tokens.
   *
   * @param hidden [T*B, U], after dropout
   * @param vectors of the words, [B*K, M], after dropout
   */
  WordCopyPass(CaptionNetwork network, INDArray hidden, INDArray vectors, DetectedWords words) {
    this.hidden = hidden;
    this.words = words;
    weight = network.parameter("copy.W");
    tokens = WordTokens.of(network);
    size = (int) vectors.size(1);
    this.vectors = DoubleValues.copy(vectors);
    queries = MatrixProduct.matrix(hidden.dataType(), hidden.size(0), size);
    MatrixProduct.multiply(hidden, weight.value(), queries);
  }

  /**
   * Adds the words' scores.
   *
   * @param logits [T*B, V]
   */
  void addTo(INDArray logits) {
    double[] rows = DoubleValues.copy(queries);
    DoubleValues values = new DoubleValues(logits);
    long vocabularySize = logits.size(1);
    for (int row = 0; row < queries.size(0); row++) {
      int first = row % words.photos() * words.slots();
      for (int place = first; place < first + words.slots(); place++) {
        int[] said = tokens.of(words.ids()[place]);
        if (said.length > 0) {
          double score = 0;
          for (int m = 0; m < size; m++) {
            score += rows[row * size + m] * vectors[place * size + m];
          }
          for (int token : said) {
            values.add(row * vocabularySize + token, score);
          }
        }
      }
    }
  }

  /**
   * Adds to the gradient of W.
   *
   * @param delta gradient by the logits, [T*B, V]
   * @param hiddenGradient [T*B, U], added to
   */
  void backward(INDArray delta, INDArray hiddenGradient) {
    double[] rows = DoubleValues.copy(queries);
    double[] byQueries = new double[rows.length];
    double[] byVectors = new double[vectors.length];
    DoubleValues values = new DoubleValues(delta);
    long vocabularySize = delta.size(1);
    for (int row = 0; row < queries.size(0); row++) {
      int first = row % words.photos() * words.slots();
      for (int place = first; place < first + words.slots(); place++) {
        double gradient = 0;
        for (int token : tokens.of(words.ids()[place])) {
          gradient += values.get(row * vocabularySize + token);
        }
        if (gradient != 0) {
          for (int m = 0; m < size; m++) {
            byQueries[row * size + m] += gradient * vectors[place * size + m];
            byVectors[place * size + m] += gradient * rows[row * size + m];
          }
        }
      }
    }
    DataType type = hidden.dataType();
    vectorGradient = DoubleValues.matrix(byVectors, size, type);
    try (INDArray queryGradient = DoubleValues.matrix(byQueries, size, type)) {
      MatrixProduct.addWeightGradient(hidden, queryGradient, weight.gradient());
      MatrixProduct.inputGradient(queryGradient, weight.value(), hiddenGradient, 1);
    }
  }

  /** The gradient by the words' vectors, [B*K, M], after {@link #backward}. */
  INDArray vectorGradient() {
    return vectorGradient;
  }

  @Override
  public void close() {
    queries.close();
    if (vectorGradient != null) {
      vectorGradient.close();
    }
  }
}
