package org.showtell.benchmarks;

/** One of those that compute the same grid from the same pixels and weights. */
interface GridEncoder extends AutoCloseable {
  /**
   * The grid of one photo.
   *
   * @return in the order that is quickest for the encoder: [D,h,w] or [h,w,D]
   */
  float[] grid();

  @Override
  void close();
}
