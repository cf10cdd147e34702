package org.showtell.encoder;

/** The two forms that a photo's features have. */
public enum FeatureKind {
  VECTOR,
  /** A vector for each position of a grid over the photo: what attention needs. */
  GRID
}
