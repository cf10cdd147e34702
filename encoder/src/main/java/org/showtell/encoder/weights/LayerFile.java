package org.showtell.encoder.weights;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;

/**
 * A network's layers in a file of any format, in the order in which a photo goes through them. What
 * a layer is follows from its place and its kernel's rank, not from its name: every source has
 * names of its own.
 *
 * <p>Opening reads names and shapes; numbers are read layer by layer. For one thread.
 */
public interface LayerFile extends AutoCloseable {
  /** The file's name, for messages. */
  String name();

  /** What the format is called, for messages. */
  String format();

  /** Whose weights a file of this form holds, and so for which pixels; empty if it may be any. */
  Optional<WeightOrigin> origin();

  /** Convolutions and dense layers, in order. */
  List<StoredLayer> layers();

  /** How the kernels are laid out. */
  KernelLayout layout();

  @Override
  void close() throws IOException;
}
