package org.showtell.encoder.weights.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** Where the numbers of storages are. */
interface StorageSource extends AutoCloseable {
  /**
   * A storage's bytes; the caller closes the stream.
   *
   * @throws IOException if it is not there
   */
  InputStream open(Storage storage) throws IOException;

  /** The order of each number's bytes. */
  ByteOrder order();

  @Override
  void close() throws IOException;
}
