package org.showtell.encoder.efficientnet;

import java.util.Arrays;
import org.showtell.encoder.ImageClassifier;

/**
 * A dense layer on the vector, in plain loops. Photos go through it a few at a time, so that the
 * kernel, 5 MB for ImageNet's classes, is read once for all of them.
 */
final class DenseClassifier implements ImageClassifier {
  private static final int BLOCK = 8; // whose scores stay in the cache

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
    int photos = vectors.length / size;
    for (int from = 0; from < photos; from += BLOCK) {
      float[][] rows = new float[Math.min(BLOCK, photos - from)][];
      Arrays.setAll(rows, b -> bias.clone());
      for (int d = 0; d < size; d++) {
        for (int b = 0; b < rows.length; b++) {
          addTo(rows[b], vectors[(from + b) * size + d], d * classes);
        }
      }
      for (int b = 0; b < rows.length; b++) {
        System.arraycopy(rows[b], 0, logits, (from + b) * classes, classes);
      }
    }
    return logits;
  }

  private void addTo(float[] row, float factor, int offset) {
    for (int c = 0; c < row.length; c++) {
      row[c] += factor * kernel[offset + c];
    }
  }
}
