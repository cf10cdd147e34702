package org.showtell.benchmarks;

import java.util.List;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.vgg.VggWeights;

/**
 * VGG's convolutions as an ONNX model, so that ONNX Runtime computes the same grid with the same
 * weights: input {@code pixels} [1,3,H,W], output {@code grid} [1,D,h,w]. The numbers are those of
 * {@code onnx.proto}.
 */
final class OnnxVgg {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE_LIST = 7;

  private final ProtobufMessage graph = new ProtobufMessage();
  private String current = "pixels";

  private OnnxVgg() {}

  /** The model's bytes. */
  static byte[] model(VggArchitecture architecture, VggWeights weights) {
    OnnxVgg onnx = new OnnxVgg();
    List<List<ConvLayer>> stages = architecture.stages();
    int inputs = VggArchitecture.COLOURS;
    for (int s = 0; s < stages.size(); s++) {
      if (s > 0) {
        onnx.pool("pool" + s);
      }
      for (ConvLayer layer : stages.get(s)) {
        onnx.convolve(
            layer.name(),
            filtersFirst(weights.tensors().get(layer.name() + ".weight"), inputs, layer.filters()),
            inputs,
            weights.tensors().get(layer.name() + ".bias"));
        inputs = layer.filters();
      }
    }
    onnx.node("Identity", "last", List.of(onnx.current), "grid");
    onnx.graph.put(2, "vgg");
    onnx.graph.put(
        11,
        value("pixels", 1, VggArchitecture.COLOURS, architecture.height(), architecture.width()));
    onnx.graph.put(
        12, value("grid", 1, inputs, architecture.gridHeight(), architecture.gridWidth()));
    return new ProtobufMessage()
        .put(1, IR_VERSION)
        .put(7, onnx.graph)
        .put(8, new ProtobufMessage().put(2, OPERATOR_SET))
        .bytes();
  }

  private void convolve(String name, float[] kernel, int inputs, float[] bias) {
    graph.put(5, tensor(name + ".weight", kernel, bias.length, inputs, 3, 3));
    graph.put(5, tensor(name + ".bias", bias, bias.length));
    node(
        "Conv",
        name,
        List.of(current, name + ".weight", name + ".bias"),
        name + ".sum",
        integers("kernel_shape", 3, 3),
        integers("pads", 1, 1, 1, 1));
    node("Relu", name + ".relu", List.of(current), name + ".output");
  }

  private void pool(String name) {
    node(
        "MaxPool",
        name,
        List.of(current),
        name + ".output",
        integers("kernel_shape", 2, 2),
        integers("strides", 2, 2));
  }

  private void node(
      String operator,
      String name,
      List<String> inputs,
      String output,
      ProtobufMessage... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.put(1, input));
    node.put(2, output).put(3, name).put(4, operator);
    for (ProtobufMessage attribute : attributes) {
      node.put(5, attribute);
    }
    graph.put(1, node);
    current = output;
  }

  private static ProtobufMessage integers(String name, long... values) {
    ProtobufMessage attribute = new ProtobufMessage().put(1, name);
    for (long value : values) {
      attribute.put(8, value);
    }
    return attribute.put(20, INT_ATTRIBUTE_LIST);
  }

  private static ProtobufMessage tensor(String name, float[] values, int... shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (int size : shape) {
      tensor.put(1, size);
    }
    return tensor.put(2, FLOAT).put(8, name).put(9, values);
  }

  private static ProtobufMessage value(String name, int... shape) {
    ProtobufMessage dimensions = new ProtobufMessage();
    for (int size : shape) {
      dimensions.put(1, new ProtobufMessage().put(1, size));
    }
    ProtobufMessage tensor = new ProtobufMessage().put(1, FLOAT).put(2, dimensions);
    return new ProtobufMessage().put(1, name).put(2, new ProtobufMessage().put(1, tensor));
  }

  /** [3,3,in,out] to [out,in,3,3]. */
  static float[] filtersFirst(float[] kernel, int inputs, int filters) {
    float[] turned = new float[kernel.length];
    for (int k = 0; k < 9; k++) {
      for (int i = 0; i < inputs; i++) {
        for (int f = 0; f < filters; f++) {
          turned[(f * inputs + i) * 9 + k] = kernel[(k * inputs + i) * filters + f];
        }
      }
    }
    return turned;
  }
}
