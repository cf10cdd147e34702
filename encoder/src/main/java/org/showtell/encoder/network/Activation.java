package org.showtell.encoder.network;

/** What follows a layer's sum, number by number. */
public enum Activation {
  /** x. */
  NONE,
  /** max(x, 0). */
  RELU,
  /** min(max(x, 0), 6). */
  RELU6
}
