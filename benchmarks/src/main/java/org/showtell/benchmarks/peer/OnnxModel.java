package org.showtell.benchmarks.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An ONNX model in the making, as far as the encoders need one: each method adds a node that reads
 * what the last one gave. The weights go to a file beside the graph, as a message of Protocol
 * Buffers must be below 2 GB. The numbers are those of {@code onnx.proto}.
 */
final class OnnxModel implements AutoCloseable {
  static final String INPUT = "pixels";
  private static final String WEIGHTS = "weights.bin";
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE = 2;
  private static final int INT_ATTRIBUTE_LIST = 7;
  private static final int EXTERNAL = 1;

  private final Message graph = new Message();
  private final Path folder;
  private final OutputStream weights;
  private long written;
  private int nodes;
  private String current = INPUT;

  /** A model that is written into an empty folder. */
  OnnxModel(Path folder) throws IOException {
    this.folder = folder;
    weights = Files.newOutputStream(folder.resolve(WEIGHTS));
  }

  /** The name of what the last node gave, for {@link #add}. */
  String current() {
    return current;
  }

  /**
   * A convolution with bias.
   *
   * @param kernel [out,in/groups,side,side]
   * @param pads top, left, bottom, right
   */
  void convolve(float[] kernel, float[] bias, int side, int stride, int groups, int... pads) {
    int inputs = kernel.length / bias.length / side / side;
    node(
        "Conv",
        List.of(
            current, tensor(kernel, bias.length, inputs, side, side), tensor(bias, bias.length)),
        integers("kernel_shape", side, side),
        integers("strides", stride, stride),
        integers("pads", pads[0], pads[1], pads[2], pads[3]),
        integer("group", groups));
  }

  void relu() {
    node("Relu", List.of(current));
  }

  /** Values limited to 0 and 6. */
  void relu6() {
    node("Clip", List.of(current, tensor(new float[] {0}), tensor(new float[] {6})));
  }

  /** The sum of the last node's output and an earlier one's. */
  void add(String earlier) {
    node("Add", List.of(current, earlier));
  }

  /** The larger of 2x2 pixels. */
  void pool() {
    node("MaxPool", List.of(current), integers("kernel_shape", 2, 2), integers("strides", 2, 2));
  }

  /** {@code [B,C,h,w]} to {@code [B,h*w*C]}. */
  void flatten() {
    node("Transpose", List.of(current), integers("perm", 0, 2, 3, 1));
    node("Flatten", List.of(current), integer("axis", 1));
  }

  /** A dense layer with bias; the weight is [in,out]. */
  void dense(float[] weight, float[] bias) {
    node(
        "Gemm",
        List.of(
            current,
            tensor(weight, weight.length / bias.length, bias.length),
            tensor(bias, bias.length)));
  }

  /** Writes the graph from {@code [batch,3,height,width]} and returns its file. */
  Path write(int batch, int height, int width) {
    graph.put(2, "encoder");
    graph.put(11, value(INPUT, batch, 3, height, width));
    graph.put(12, value(current));
    byte[] model =
        new Message()
            .put(1, IR_VERSION)
            .put(7, graph)
            .put(8, new Message().put(2, OPERATOR_SET))
            .bytes();
    try {
      weights.flush();
      return Files.write(folder.resolve("model.onnx"), model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    weights.close();
  }

  private void node(String operator, List<String> inputs, Message... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.put(1, input));
    current = operator.toLowerCase(java.util.Locale.ROOT) + ++nodes;
    node.put(2, current).put(3, current).put(4, operator);
    for (Message attribute : attributes) {
      node.put(5, attribute);
    }
    graph.put(1, node);
  }

  private static Message integer(String name, long value) {
    return new Message().put(1, name).put(3, value).put(20, INT_ATTRIBUTE);
  }

  private static Message integers(String name, long... values) {
    Message attribute = new Message().put(1, name);
    for (long value : values) {
      attribute.put(8, value);
    }
    return attribute.put(20, INT_ATTRIBUTE_LIST);
  }

  /** Adds weights and returns their name; a scalar stays in the graph, where it can be folded. */
  private String tensor(float[] values, int... shape) {
    String name = "weights" + written;
    byte[] bytes = bytes(values);
    Message tensor = new Message();
    for (int size : shape) {
      tensor.put(1, size);
    }
    tensor.put(2, FLOAT);
    if (shape.length == 0) {
      name = "scalar" + nodes + "_" + values[0];
      tensor.put(8, name).put(9, bytes);
    } else {
      tensor
          .put(8, name)
          .put(13, entry("location", WEIGHTS))
          .put(13, entry("offset", Long.toString(written)))
          .put(13, entry("length", Long.toString(bytes.length)))
          .put(14, EXTERNAL);
      try {
        weights.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written += bytes.length;
    }
    graph.put(5, tensor);
    return name;
  }

  private static Message entry(String key, String value) {
    return new Message().put(1, key).put(2, value);
  }

  /** Raw little-endian bytes. */
  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Without sizes the shape is for the engine to find. */
  private static Message value(String name, int... shape) {
    Message tensor = new Message().put(1, FLOAT);
    Message dimensions = new Message();
    for (int size : shape) {
      dimensions.put(1, new Message().put(1, size));
    }
    if (shape.length > 0) {
      tensor.put(2, dimensions);
    }
    return new Message().put(1, name).put(2, new Message().put(1, tensor));
  }

  /** A message of Protocol Buffers: as much of the wire format as an ONNX model needs. */
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
