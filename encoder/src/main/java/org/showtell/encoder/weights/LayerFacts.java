package org.showtell.encoder.weights;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;

/**
 * What a weight file holds.
 *
 * @param name the file's name, for messages
 * @param format what the format is called, for messages
 * @param origin whose weights a file of this form holds, and so for which pixels; empty if it may
 *     be any
 * @param layout how the kernels are laid out
 * @param layers convolutions and dense layers, in the order in which a photo goes through them
 */
public record LayerFacts(
    String name,
    String format,
    Optional<WeightOrigin> origin,
    KernelLayout layout,
    List<StoredLayer> layers) {
  /** Checks that all is said. */
  public LayerFacts {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(layout, "layout");
    layers = List.copyOf(layers);
  }
}
