package org.showtell.encoder.weights;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;

/**
 * A network's layers in a file of any format. What a layer is follows from its place and its
 * kernel's rank, not from its name: every source has names of its own.
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
   * @param format what the format is called, for messages
   * @param origin whose weights a file of this form holds, and so for which pixels; empty if it may
   *     be any
   * @param layout how the kernels are laid out
   * @param layers convolutions and dense layers, in the order in which a photo goes through them
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
   * A layer with weights, as a file has it.
   *
   * @param name what the file calls it
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
