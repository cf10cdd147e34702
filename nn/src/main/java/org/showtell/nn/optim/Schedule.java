package org.showtell.nn.optim;

/** How the learning rate falls after its warm-up. */
public enum Schedule {
  /** By a factor after each epoch. */
  DECAY,
  /**
   * Along half a cosine from the peak to zero over all epochs (Loshchilov and Hutter 2017, without
   * restarts): {@code (1 + cos(pi t / T)) / 2} at step t of T.
   */
  COSINE
}
