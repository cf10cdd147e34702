package org.showtell.decoder;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Grid and detected words side by side as one memory: the L positions of an image, then its K
 * words, all vectors of size M. Of a sentence without an image there are words only (L is 0).
 */
public final class SemanticMemory {
  private final DetectedWords words;
  private final int positions; // L
  private final int places; // L + K

  /** The layout of these images' memory. */
  public SemanticMemory(DetectedWords words, int positions) {
    this.words = words;
    this.positions = positions;
    places = positions + words.slots();
  }

  /** L + K: what an image has to attend to. */
  public int places() {
    return places;
  }

  /**
   * One memory of both.
   *
   * @param grid [B*L, M], or null where L is 0
   * @param vectors of the words, [B*K, M]
   * @return [B*(L+K), M]; the caller closes it
   */
  public INDArray join(INDArray grid, INDArray vectors) {
    INDArray joined =
        MatrixProduct.matrix(vectors.dataType(), (long) words.photos() * places, vectors.size(1));
    for (int photo = 0; photo < words.photos(); photo++) {
      if (grid != null) {
        gridOf(joined, photo).assign(MatrixProduct.rows(grid, (long) photo * positions, positions));
      }
      wordsOf(joined, photo).assign(ofWords(vectors, photo));
    }
    return joined;
  }

  /** The positions' part of a gradient by the memory, [B*L, M]; the caller closes it. */
  public INDArray gridPart(INDArray joined) {
    INDArray grid =
        MatrixProduct.matrix(joined.dataType(), (long) words.photos() * positions, joined.size(1));
    for (int photo = 0; photo < words.photos(); photo++) {
      MatrixProduct.rows(grid, (long) photo * positions, positions).assign(gridOf(joined, photo));
    }
    return grid;
  }

  /** The words' part of a gradient by the memory, [B*K, M]; the caller closes it. */
  public INDArray wordPart(INDArray joined) {
    INDArray vectors = MatrixProduct.matrix(joined.dataType(), words.ids().length, joined.size(1));
    for (int photo = 0; photo < words.photos(); photo++) {
      ofWords(vectors, photo).assign(wordsOf(joined, photo));
    }
    return vectors;
  }

  private INDArray gridOf(INDArray joined, int photo) {
    return MatrixProduct.rows(joined, (long) photo * places, positions);
  }

  private INDArray wordsOf(INDArray joined, int photo) {
    return MatrixProduct.rows(joined, (long) photo * places + positions, words.slots());
  }

  private INDArray ofWords(INDArray vectors, int photo) {
    return MatrixProduct.rows(vectors, (long) photo * words.slots(), words.slots());
  }

  /**
   * What the first state is made of: the mean of the positions, and the mean of the words that are
   * there; zeros for what there is none of.
   *
   * @return [B, 2M]; the caller closes it
   */
  public INDArray vector(INDArray joined) {
    long size = joined.size(1);
    INDArray means = MatrixProduct.matrix(joined.dataType(), 2L * words.photos(), size);
    for (int photo = 0; photo < words.photos(); photo++) {
      try (INDArray shares = shares(photo, joined.dataType())) {
        MatrixProduct.multiply(
            shares,
            MatrixProduct.rows(joined, (long) photo * places, places),
            MatrixProduct.rows(means, 2L * photo, 2));
      }
    }
    return means.reshape('c', words.photos(), 2 * size);
  }

  /**
   * Back through {@link #vector}.
   *
   * @param vectorGradient [B, 2M]
   * @param joinedGradient [B*(L+K), M], added to
   */
  public void vectorBackward(INDArray vectorGradient, INDArray joinedGradient) {
    INDArray means = vectorGradient.reshape('c', 2L * words.photos(), vectorGradient.size(1) / 2);
    for (int photo = 0; photo < words.photos(); photo++) {
      try (INDArray shares = shares(photo, joinedGradient.dataType())) {
        MatrixProduct.addWeightGradient(
            shares,
            MatrixProduct.rows(means, 2L * photo, 2),
            MatrixProduct.rows(joinedGradient, (long) photo * places, places));
      }
    }
  }

  /** Of which places the two means of an image are, [2, L+K]. */
  private INDArray shares(int photo, DataType type) {
    double[][] shares = new double[2][places];
    int count = words.count(photo);
    for (int i = 0; i < positions; i++) {
      shares[0][i] = 1.0 / positions;
    }
    for (int k = 0; k < words.slots(); k++) {
      shares[1][positions + k] = words.ids()[photo * words.slots() + k] > 0 ? 1.0 / count : 0;
    }
    INDArray matrix = Nd4j.createFromArray(shares);
    if (type == DataType.DOUBLE) {
      return matrix;
    }
    try (matrix) {
      return matrix.castTo(type);
    }
  }
}
