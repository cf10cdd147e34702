package org.showtell.encoder.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Layers out of tensors called {@code NAME.weight} and {@code NAME.bias}, in natural order. */
public final class NamedLayers {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private NamedLayers() {}

  /**
   * Pairs kernels with their biases; tensors of other ranks are left alone.
   *
   * @param file its name, for messages
   * @throws ModelFileException if a kernel has no bias, or there is batch normalisation, which
   *     these networks do without
   */
  public static List<StoredLayer> of(String file, Collection<? extends StoredTensor> tensors)
      throws ModelFileException {
    Map<String, StoredTensor> byName = new TreeMap<>(new NaturalOrder());
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    List<StoredLayer> layers = new ArrayList<>();
    for (StoredTensor kernel : byName.values()) {
      String name = kernel.name();
      if (name.endsWith(".running_mean")) {
        throw new ModelFileException(
            file,
            "the layers must be convolutions and dense ones alone",
            "'" + name + "' is batch normalisation's; take the weights of the plain network");
      }
      int rank = kernel.shape().size();
      if (!name.endsWith(WEIGHT) || rank != 4 && rank != 2) {
        continue;
      }
      String layer = name.substring(0, name.length() - WEIGHT.length());
      StoredTensor bias = byName.get(layer + BIAS);
      if (bias == null) {
        throw new ModelFileException(
            file, "every layer must have a bias", "there is no '" + layer + BIAS + "'");
      }
      layers.add(new StoredLayer(layer, kernel, bias));
    }
    return layers;
  }
}
