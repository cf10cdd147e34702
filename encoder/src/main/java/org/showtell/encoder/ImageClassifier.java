package org.showtell.encoder;

/**
 * Turns an encoder's vectors into the scores of the classes that it was trained on. Immutable and
 * safe for use by several threads; it stays usable when its encoder is closed.
 */
public interface ImageClassifier {
  int classes();

  /**
   * The scores of every class before softmax.
   *
   * @param vectors [B,D], the encoder's own vectors
   * @return [B,C]
   * @throws IllegalArgumentException if the length is not a multiple of D
   */
  float[] logits(float[] vectors);
}
