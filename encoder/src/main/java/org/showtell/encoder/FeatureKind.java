package org.showtell.encoder;

/** One vector for an image, or one for each position of a grid over it. */
public enum FeatureKind {
  VECTOR,
  /** What attention needs. */
  GRID
}
