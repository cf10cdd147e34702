package org.showtell.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

  private final Message graph = new Message();
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
    return new Message()
        .put(1, IR_VERSION)
        .put(7, onnx.graph)
        .put(8, new Message().put(2, OPERATOR_SET))
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
      String operator, String name, List<String> inputs, String output, Message... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.put(1, input));
    node.put(2, output).put(3, name).put(4, operator);
    for (Message attribute : attributes) {
      node.put(5, attribute);
    }
    graph.put(1, node);
    current = output;
  }

  private static Message integers(String name, long... values) {
    Message attribute = new Message().put(1, name);
    for (long value : values) {
      attribute.put(8, value);
    }
    return attribute.put(20, INT_ATTRIBUTE_LIST);
  }

  private static Message tensor(String name, float[] values, int... shape) {
    Message tensor = new Message();
    for (int size : shape) {
      tensor.put(1, size);
    }
    return tensor.put(2, FLOAT).put(8, name).put(9, values);
  }

  private static Message value(String name, int... shape) {
    Message dimensions = new Message();
    for (int size : shape) {
      dimensions.put(1, new Message().put(1, size));
    }
    Message tensor = new Message().put(1, FLOAT).put(2, dimensions);
    return new Message().put(1, name).put(2, new Message().put(1, tensor));
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

  /**
   * A message of Protocol Buffers in the making: as much of the wire format as an ONNX model needs.
   */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message put(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message put(int field, String value) {
      return put(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message put(int field, Message value) {
      return put(field, value.bytes());
    }

    Message put(int field, byte[] value) {
      varint((long) field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    /** Floats as raw little-endian bytes. */
    Message put(int field, float[] values) {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return put(field, bytes.array());
    }

    /** The message as it is sent. */
    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
