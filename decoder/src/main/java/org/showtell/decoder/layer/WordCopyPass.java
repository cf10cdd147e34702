package org.showtell.decoder.layer;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.WordTokens;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Copying of detected words over all T*B tokens at once: {@code logits[r, v] += h_r W [1, p_k]'}
 * for each word k of the row's image that token v stands for. Owns its memory.
 */
final class WordCopyPass implements AutoCloseable {
  private final Parameter weight; // W [U, 2]
  private final INDArray hidden; // [T*B, U], the caller's
  private final INDArray queries; // [T*B, 2], h W; then their gradient
  private final DetectedWords words; // of B sentences
  private final WordTokens tokens;

  /** The queries of all tokens: {@code hidden} [T*B, U], after dropout. */
  WordCopyPass(CaptionNetwork network, INDArray hidden, DetectedWords words) {
    this.hidden = hidden;
    this.words = words;
    weight = network.parameter("copy.W");
    tokens = WordTokens.of(network);
    queries = MatrixProduct.matrix(hidden.dataType(), hidden.size(0), weight.value().size(1));
    MatrixProduct.multiply(hidden, weight.value(), queries);
  }

  /** Adds the words' scores: {@code logits} [T*B, V]. */
  void addTo(INDArray logits) {
    DoubleValues query = new DoubleValues(queries);
    DoubleValues values = new DoubleValues(logits);
    long vocabularySize = logits.size(1);
    for (int row = 0; row < queries.size(0); row++) {
      int first = row % words.photos() * words.slots();
      for (int k = first; k < first + words.slots(); k++) {
        double score = query.get(2L * row) + query.get(2L * row + 1) * words.probabilities()[k];
        for (int token : tokens.of(words.ids()[k])) {
          values.add(row * vocabularySize + token, score);
        }
      }
    }
  }

  /**
   * Adds to the gradient of W; called once.
   *
   * @param delta gradient by the logits, [T*B, V]
   * @param hiddenGradient [T*B, U], added to
   */
  void backward(INDArray delta, INDArray hiddenGradient) {
    DoubleValues query = new DoubleValues(queries);
    DoubleValues values = new DoubleValues(delta);
    long vocabularySize = delta.size(1);
    for (int row = 0; row < queries.size(0); row++) {
      double always = 0;
      double byProbability = 0;
      int first = row % words.photos() * words.slots();
      for (int k = first; k < first + words.slots(); k++) {
        for (int token : tokens.of(words.ids()[k])) {
          double gradient = values.get(row * vocabularySize + token);
          always += gradient;
          byProbability += gradient * words.probabilities()[k];
        }
      }
      query.put(2L * row, always);
      query.put(2L * row + 1, byProbability);
    }
    MatrixProduct.addWeightGradient(hidden, queries, weight.gradient());
    MatrixProduct.inputGradient(queries, weight.value(), hiddenGradient, 1);
  }

  @Override
  public void close() {
    queries.close();
  }

  /**
   * The values of a contiguous row-major matrix of floats or doubles, read and written as doubles
   * where they lie: one loop serves training in floats and gradient checks in doubles.
   */
  private static final class DoubleValues {
    private final FloatBuffer floats; // or null
    private final DoubleBuffer doubles; // or null

    /** Over this matrix's own values. */
    DoubleValues(INDArray matrix) {
      boolean single = matrix.dataType() == DataType.FLOAT;
      floats = single ? matrix.data().asNioFloat() : null;
      doubles = single ? null : matrix.data().asNioDouble();
    }

    double get(long index) {
      return floats != null
          ? floats.get(floats.position() + (int) index)
          : doubles.get(doubles.position() + (int) index);
    }

    void put(long index, double value) {
      if (floats != null) {
        floats.put(floats.position() + (int) index, (float) value);
      } else {
        doubles.put(doubles.position() + (int) index, value);
      }
    }

    void add(long index, double value) {
      put(index, get(index) + value);
    }
  }
}
