package org.showtell.encoder.efficientnet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.preset.EfficientNetArchitecture;

/**
 * The convolutions' weights in native memory, by layer: kernels [kH,kW,in,out], depthwise ones
 * [kH,kW,channels,1], biases [out].
 */
final class EfficientNetLayers implements AutoCloseable {
  private static final int KERNEL_RANK = 4;

  private final Map<String, INDArray> tensors = new HashMap<>();

  EfficientNetLayers(EfficientNetArchitecture architecture, EfficientNetWeights weights) {
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              float[] values = weights.require(name, shape);
              if (shape.size() == KERNEL_RANK) {
                tensors.put(name, kernel(values, shape, name.contains(".depthwise.")));
              } else if (!name.startsWith("classifier.")) {
                tensors.put(name, Nd4j.create(values, new long[] {values.length}, 'c'));
              }
            });
  }

  /**
   * From [out,in,kH,kW] to [kH,kW,in,out], or to [kH,kW,out,1] where in is 1 by being depthwise.
   */
  private static INDArray kernel(float[] values, List<Integer> shape, boolean depthwise) {
    int outputs = shape.get(0);
    int inputs = shape.get(1);
    int area = shape.get(2) * shape.get(3);
    float[] placed = new float[values.length];
    int from = 0;
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int k = 0; k < area; k++) {
          placed[(k * inputs + i) * outputs + o] = values[from++];
        }
      }
    }
    long[] dimensions =
        depthwise
            ? new long[] {shape.get(2), shape.get(3), outputs, 1}
            : new long[] {shape.get(2), shape.get(3), inputs, outputs};
    return Nd4j.create(placed, dimensions, 'c');
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
