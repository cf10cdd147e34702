package org.showtell.encoder;

import java.util.Optional;

/**
 * A network that turns pixels into visual features. Whoever opens an encoder closes it; after that
 * every call is an {@link IllegalStateException}. Whether calls from several threads are welcome is
 * the implementation's to say.
 */
public interface ImageEncoder extends AutoCloseable {
  /** What this encoder wants and gives. */
  EncoderSpec spec();

  /**
   * The features on a grid.
   *
   * @param pixels [B,H,W,3] of the size that {@link #spec()} names
   * @return [B,L,D]
   * @throws IllegalArgumentException if the pixels have another size
   * @throws IllegalStateException if the encoder is closed
   */
  FeatureGrid encodeGrid(PixelBatch pixels);

  /**
   * One vector for each photo.
   *
   * @param pixels [B,H,W,3] of the size that {@link #spec()} names
   * @return [B,D]
   * @throws IllegalArgumentException if the pixels have another size
   * @throws IllegalStateException if the encoder gives no vector, or is closed
   */
  FeatureVector encodeVector(PixelBatch pixels);

  /** The features of the kind asked for, by {@link #encodeGrid} or {@link #encodeVector}. */
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
