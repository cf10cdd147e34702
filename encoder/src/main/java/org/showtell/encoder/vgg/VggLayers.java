package org.showtell.encoder.vgg;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.preset.VggArchitecture;

/**
 * A network's weights in native memory, by tensor name: convolutions [3,3,in,out], dense layers
 * [in,out], biases [out].
 */
final class VggLayers implements AutoCloseable {
  private final Map<String, INDArray> tensors = new HashMap<>();

  VggLayers(VggArchitecture architecture, VggWeights weights) {
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              long[] dimensions = shape.stream().mapToLong(Integer::longValue).toArray();
              tensors.put(name, Nd4j.create(weights.require(name, shape), dimensions, 'c'));
            });
  }

  INDArray weight(String layer) {
    return tensors.get(layer + ".weight");
  }

  INDArray bias(String layer) {
    return tensors.get(layer + ".bias");
  }

  @Override
  public void close() {
    tensors.values().forEach(INDArray::close);
    tensors.clear();
  }
}
