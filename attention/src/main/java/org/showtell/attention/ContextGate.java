package org.showtell.attention;

/** How a decoder turns the context up and down, by a sigmoid of its hidden state. */
public enum ContextGate {
  /** Not at all. */
  NONE,
  /** One number beta per step (Xu et al. 2015, section 4.2.1, and its released code). */
  SCALAR,
  /** One number per element of the context, as several re-implementations have it. */
  VECTOR;

  /**
   * Columns of the gate.
   *
   * @param memorySize D
   */
  int width(int memorySize) {
    return switch (this) {
      case NONE -> 0;
      case SCALAR -> 1;
      case VECTOR -> memorySize;
    };
  }
}
