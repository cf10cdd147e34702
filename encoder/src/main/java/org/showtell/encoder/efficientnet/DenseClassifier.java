package org.showtell.encoder.efficientnet;

import org.showtell.encoder.ImageClassifier;

/**
 * A dense layer on the vector, in plain loops: one photo's scores take a fraction of a millisecond.
 */
final class DenseClassifier implements ImageClassifier {
  private final int size;
  private final float[] kernel; // [D,C], so that the inner loop runs over neighbours
  private final float[] bias; // [C]

  /**
   * @param size D
   * @param weight [C,D]
   * @param bias [C]
   */
  DenseClassifier(int size, float[] weight, float[] bias) {
    this.size = size;
    this.bias = bias.clone();
    this.kernel = new float[weight.length];
    for (int c = 0; c < bias.length; c++) {
      for (int d = 0; d < size; d++) {
        kernel[d * bias.length + c] = weight[c * size + d];
      }
    }
  }

  @Override
  public int classes() {
    return bias.length;
  }

  @Override
  public float[] logits(float[] vectors) {
    if (vectors.length % size != 0) {
      throw new IllegalArgumentException(
          "Expected vectors [B," + size + "] but got " + vectors.length + " numbers");
    }
    int classes = bias.length;
    float[] logits = new float[vectors.length / size * classes];
    float[] row = new float[classes];
    for (int b = 0; b < vectors.length / size; b++) {
      System.arraycopy(bias, 0, row, 0, classes);
      for (int d = 0; d < size; d++) {
        addTo(row, vectors[b * size + d], d * classes);
      }
      System.arraycopy(row, 0, logits, b * classes, classes);
    }
    return logits;
  }

  private void addTo(float[] row, float factor, int offset) {
    for (int c = 0; c < row.length; c++) {
      row[c] += factor * kernel[offset + c];
    }
  }
}
