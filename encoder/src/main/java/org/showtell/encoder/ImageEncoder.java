package org.showtell.encoder;

import java.util.Optional;

/**
 * A network that turns pixels [B,H,W,3] of the size that its {@link #spec()} names into visual
 * features. Whoever opens an encoder closes it. Pixels of another size are an {@link
 * IllegalArgumentException}, calls after {@link #close} an {@link IllegalStateException}. The
 * implementation says whether several threads may share it.
 */
public interface ImageEncoder extends AutoCloseable {
  EncoderSpec spec();

  /** The features on a grid, [B,L,D]. */
  FeatureGrid encodeGrid(PixelBatch pixels);

  /**
   * One vector for each image, [B,D].
   *
   * @throws IllegalStateException if the encoder gives no vector
   */
  FeatureVector encodeVector(PixelBatch pixels);

  default VisualFeatures encode(PixelBatch pixels, FeatureKind kind) {
    return switch (kind) {
      case GRID -> encodeGrid(pixels);
      case VECTOR -> encodeVector(pixels);
    };
  }

  /** What scores the classes that the encoder was trained on; empty where there is none. */
  default Optional<ImageClassifier> classifier() {
    return Optional.empty();
  }

  /** Frees the native memory. Closing twice is allowed. */
  @Override
  void close();
}
