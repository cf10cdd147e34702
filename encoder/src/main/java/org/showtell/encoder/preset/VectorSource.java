package org.showtell.encoder.preset;

/** Where an encoder's one vector for a photo comes from. */
public enum VectorSource {
  /** There is none: grid only. */
  NONE,
  /** The mean of the grid. */
  GRID_MEAN,
  /** The last dense layer after ReLU. */
  DENSE
}
