package org.showtell.encoder.weights;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;

/**
 * A network's layers in a file of any format. A layer's kind follows from its place and its
 * kernel's rank, not from its name, which differs between sources.
 *
 * <p>Opening reads names and shapes; numbers are read layer by layer. For one thread.
 */
public interface LayerFile extends AutoCloseable {
  Facts facts();

  @Override
  void close() throws IOException;

  /**
   * What a weight file holds.
   *
   * @param name the file's, for messages
   * @param format its name, for messages
   * @param origin whose weights a file of this form holds, and so for which pixels; empty if
   *     unknown
   * @param layers in the order in which an image goes through them
   */
  public record Facts(
      String name,
      String format,
      Optional<WeightOrigin> origin,
      KernelLayout layout,
      List<Layer> layers) {
    public Facts {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(layout, "layout");
      layers = List.copyOf(layers);
    }
  }

  /**
   * A layer with weights.
   *
   * @param kernel of rank 4 for a convolution, 2 for a dense layer, in the file's own layout
   * @param bias of rank 1
   */
  public record Layer(String name, StoredTensor kernel, StoredTensor bias) {
    public Layer {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kernel, "kernel");
      Objects.requireNonNull(bias, "bias");
    }

    public boolean isConvolution() {
      return kernel.shape().size() == 4;
    }

    public boolean isDense() {
      return kernel.shape().size() == 2;
    }
  }
}
