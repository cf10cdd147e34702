package org.showtell.encoder.network;

/** Layers over a fixed number of images, with their weights and buffers. Not thread-safe. */
public interface ForwardPass extends AutoCloseable {
  /** How many images each run takes. */
  int images();

  /**
   * @param input [images,H,W,C] from {@code inputOffset} on
   * @param output takes [images,H,W,C] of the last layer from {@code outputOffset} on
   */
  void run(float[] input, int inputOffset, float[] output, int outputOffset);

  /** Frees weights and buffers. */
  @Override
  void close();
}
