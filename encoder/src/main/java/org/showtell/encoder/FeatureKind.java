package org.showtell.encoder;

/** The two forms that a photo's features have. */
public enum FeatureKind {
  /** One vector for the whole photo. */
  VECTOR,
  /** A vector for each position of a grid over the photo: what attention needs. */
  GRID
}
