package org.showtell.encoder.weights;

import java.io.IOException;

/**
 * A network's layers in a file of any format. What a layer is follows from its place and its
 * kernel's rank, not from its name: every source has names of its own.
 *
 * <p>Opening reads names and shapes; numbers are read layer by layer. For one thread.
 */
public interface LayerFile extends AutoCloseable {
  /** What is in it. */
  LayerFacts facts();

  @Override
  void close() throws IOException;
}
