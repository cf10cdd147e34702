package org.showtell.encoder.weights;

import java.util.Objects;

/**
 * A layer with weights, as a file has it.
 *
 * @param name what the file calls it
 * @param kernel of rank 4 for a convolution, 2 for a dense layer, in the file's own layout
 * @param bias of rank 1
 */
public record StoredLayer(String name, StoredTensor kernel, StoredTensor bias) {
  /** Checks that all is there. */
  public StoredLayer {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(bias, "bias");
  }

  /** Whether the kernel is a convolution's. */
  public boolean isConvolution() {
    return kernel.shape().size() == 4;
  }

  /** Whether the kernel is a dense layer's. */
  public boolean isDense() {
    return kernel.shape().size() == 2;
  }
}
