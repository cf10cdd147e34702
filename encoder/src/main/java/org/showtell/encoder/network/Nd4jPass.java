package org.showtell.encoder.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Layers as ND4J's operations over a few buffers that are kept, as fresh arrays cost page faults.
 */
final class Nd4jPass implements ForwardPass {
  /** Alive at once: a block's input, and a layer's input and output. */
  private static final int BUFFERS = 3;

  // Arguments of the convolution and pooling operations.
  private static final int SAME_PADDING = 1;
  private static final int NHWC = 1;
  private static final int KERNEL_FIRST = 0;

  private final int images;
  private final Function<String, float[]> source;
  private final Map<String, INDArray> tensors = new HashMap<>();
  private final INDArray[] buffers = new INDArray[BUFFERS];
  private final List<CustomOp> ops = new ArrayList<>();
  private final INDArray input;
  private INDArray current;
  private int place = -1; // of the current array among the buffers
  private int kept = -1; // the buffer that holds a block's input, or -1

  @SuppressWarnings("try") // the scope is the resource: nothing may land in a caller's workspace
  Nd4jPass(List<Layer> layers, int images, Layer.Shape shape, Function<String, float[]> tensors) {
    this.images = images;
    this.source = tensors;
    long largest = (long) images * largest(layers, shape);
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      Arrays.setAll(buffers, i -> Nd4j.createUninitialized(DataType.FLOAT, largest));
      input = next(images, shape.height(), shape.width(), shape.channels());
      current = input;
      addAll(layers);
    }
  }

  private static int largest(List<Layer> layers, Layer.Shape input) {
    Layer.Shape shape = input;
    int largest = shape.length();
    for (Layer layer : layers) {
      if (layer instanceof Layer.Residual block) {
        largest = Math.max(largest, largest(block.body(), shape));
      }
      shape = shape.after(layer);
      largest = Math.max(largest, shape.length());
    }
    return largest;
  }

  private void addAll(List<Layer> layers) {
    Activation waiting = Activation.NONE;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Activation activation = waiting;
      waiting = Activation.NONE;
      if (layer instanceof Layer.Convolution convolution) {
        convolve(convolution);
        activation = convolution.activation();
        // max(relu(x)) = relu(max(x)): after a pool a quarter of the numbers is left to rectify.
        if (i + 1 < layers.size() && layers.get(i + 1) instanceof Layer.MaxPool) {
          waiting = activation;
          activation = Activation.NONE;
        }
      } else if (layer instanceof Layer.MaxPool) {
        pool();
      } else if (layer instanceof Layer.Dense dense) {
        multiply(dense);
        activation = dense.activation();
      } else {
        residual((Layer.Residual) layer);
      }
      if (activation != Activation.NONE) {
        String op = activation == Activation.RELU ? "relu" : "relu6";
        add(DynamicCustomOp.builder(op).addInputs(current).addFloatingPointArguments(0.0), current);
      }
    }
  }

  private void convolve(Layer.Convolution layer) {
    int stride = layer.stride();
    long height = (current.size(1) + stride - 1) / stride;
    long width = (current.size(2) + stride - 1) / stride;
    int kernel = layer.kernel();
    long[] kernelShape = layer.kernelShape((int) current.size(3));
    add(
        DynamicCustomOp.builder(layer.depthwise() ? "depthwise_conv2d" : "conv2d")
            .addInputs(
                current,
                tensor(layer.name() + ".weight", kernelShape),
                tensor(layer.name() + ".bias", layer.filters()))
            .addIntegerArguments(
                kernel, kernel, stride, stride, 0, 0, 1, 1, SAME_PADDING, NHWC, KERNEL_FIRST),
        next(images, height, width, layer.filters()));
  }

  private void pool() {
    add(
        DynamicCustomOp.builder("maxpool2d")
            .addInputs(current)
            .addIntegerArguments(2, 2, 2, 2, 0, 0, 1, 1, 0, 0, NHWC),
        next(images, current.size(1) / 2, current.size(2) / 2, current.size(3)));
  }

  private void multiply(Layer.Dense layer) {
    current = current.reshape('c', images, current.length() / images);
    add(
        DynamicCustomOp.builder("xw_plus_b")
            .addInputs(
                current,
                tensor(layer.name() + ".weight", current.size(1), layer.units()),
                tensor(layer.name() + ".bias", layer.units())),
        next(images, layer.units()));
  }

  private void residual(Layer.Residual block) {
    INDArray before = current;
    kept = place;
    addAll(block.body());
    add(DynamicCustomOp.builder("add").addInputs(current, before), current);
    kept = -1;
  }

  private INDArray tensor(String name, long... shape) {
    return tensors.computeIfAbsent(name, n -> Nd4j.create(source.apply(n), shape, 'c'));
  }

  private void add(DynamicCustomOp.DynamicCustomOpsBuilder op, INDArray output) {
    ops.add(op.addOutputs(output).build());
    current = output;
  }

  /** An array over a buffer that neither the current array nor a block's input uses. */
  private INDArray next(long... shape) {
    int free = 0;
    while (free == place || free == kept) {
      free++;
    }
    place = free;
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return buffers[free].get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }

  @Override
  public int images() {
    return images;
  }

  @Override
  @SuppressWarnings("try")
  public void run(float[] values, int offset, float[] output, int outputOffset) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      input.data().asNioFloat().put(0, values, offset, (int) input.length());
      ops.forEach(Nd4j.getExecutioner()::exec);
      current.data().asNioFloat().get(0, output, outputOffset, (int) current.length());
    }
  }

  @Override
  public void close() {
    Arrays.stream(buffers).forEach(INDArray::close);
    tensors.values().forEach(INDArray::close);
  }
}
