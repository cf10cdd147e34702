package org.showtell.encoder.efficientnet;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;

/** The ops of one forward pass for a fixed number of photos, bound to the buffers. */
final class EfficientNetPlan {
  // Arguments of the convolution ops.
  private static final int SAME_PADDING = 1;
  private static final int NHWC = 1;
  private static final int KERNEL_FIRST = 0;

  private final int photos;
  private final EfficientNetLayers layers;
  private final EfficientNetBuffers buffers;
  private final INDArray input;
  private final List<CustomOp> ops = new ArrayList<>();
  private INDArray current;
  private int place; // of the current array among the buffers
  private int kept = -1; // the buffer that holds a block's input, or -1

  EfficientNetPlan(
      EfficientNetArchitecture architecture,
      EfficientNetLayers layers,
      EfficientNetBuffers buffers,
      int photos) {
    this.photos = photos;
    this.layers = layers;
    this.buffers = buffers;
    input =
        buffers.view(
            0,
            photos,
            architecture.height(),
            architecture.width(),
            EfficientNetArchitecture.COLOURS);
    current = input;
    convolve(
        "conv2d",
        "stem",
        EfficientNetArchitecture.STEM_KERNEL,
        EfficientNetArchitecture.STEM_STRIDE,
        architecture.stem());
    rectify();
    for (int i = 0; i < architecture.blocks().size(); i++) {
      add("blocks." + i, architecture.blocks().get(i));
    }
    convolve("conv2d", "head", 1, 1, architecture.head());
    rectify();
  }

  int photos() {
    return photos;
  }

  /** Runs the photos from {@code first} on and writes their grids from {@code offset} on. */
  void run(PixelBatch pixels, int first, float[] features, int offset) {
    int length = pixels.imageLength();
    FloatBuffer in = input.data().asNioFloat();
    in.put(0, pixels.values(), first * length, photos * length);
    for (CustomOp op : ops) {
      Nd4j.getExecutioner().exec(op);
    }
    FloatBuffer out = current.data().asNioFloat();
    out.get(0, features, offset, (int) current.length());
  }

  private void add(String name, MobileBlock block) {
    INDArray before = current;
    int inputs = (int) before.size(3);
    int middle = inputs * block.expansion();
    boolean residual = block.isResidual(inputs);
    kept = residual ? place : -1;
    if (block.expands()) {
      convolve("conv2d", name + ".expand", 1, 1, middle);
      rectify();
    }
    convolve("depthwise_conv2d", name + ".depthwise", block.kernel(), block.stride(), middle);
    rectify();
    convolve("conv2d", name + ".project", 1, 1, block.outputs());
    if (residual) {
      ops.add(
          DynamicCustomOp.builder("add").addInputs(current, before).addOutputs(current).build());
    }
    kept = -1;
  }

  private void convolve(String op, String layer, int kernel, int stride, int filters) {
    INDArray output =
        next(
            photos,
            EfficientNetArchitecture.strided((int) current.size(1), stride),
            EfficientNetArchitecture.strided((int) current.size(2), stride),
            filters);
    ops.add(
        DynamicCustomOp.builder(op)
            .addInputs(current, layers.weight(layer), layers.bias(layer))
            .addOutputs(output)
            .addIntegerArguments(
                kernel, kernel, stride, stride, 0, 0, 1, 1, SAME_PADDING, NHWC, KERNEL_FIRST)
            .build());
    current = output;
  }

  private void rectify() {
    ops.add(
        DynamicCustomOp.builder("relu6")
            .addInputs(current)
            .addOutputs(current)
            .addFloatingPointArguments(0.0)
            .build());
  }

  /** An array over a buffer that neither the current array nor a block's input uses. */
  private INDArray next(long... shape) {
    int free = 0;
    while (free == place || free == kept) {
      free++;
    }
    place = free;
    return buffers.view(free, shape);
  }
}
