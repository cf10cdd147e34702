package org.showtell.encoder;

/** What an encoder makes of a batch of images. */
public sealed interface VisualFeatures permits FeatureVector, FeatureGrid {
  /** B, the number of images. */
  int batch();

  /** D, the length of one feature vector. */
  int size();

  /** The numbers, row-major; [B,D] of a vector, [B,L,D] of a grid. The array itself, not a copy. */
  float[] values();

  FeatureKind kind();
}
