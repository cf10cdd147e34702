package org.showtell.encoder.vgg;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;

/** The ops of one forward pass for a fixed number of photos, bound to the buffers. */
final class VggPlan {
  // Arguments of the conv2d and maxpool2d ops.
  private static final int SAME_PADDING = 1;
  private static final int NHWC = 1;
  private static final int KERNEL_FIRST = 0;

  private final int photos;
  private final boolean dense;
  private final VggBuffers buffers;
  private final INDArray input;
  private final List<CustomOp> ops = new ArrayList<>();
  private INDArray current;
  private int turn;

  VggPlan(
      VggArchitecture architecture,
      VggLayers layers,
      VggBuffers buffers,
      int photos,
      boolean dense) {
    this.photos = photos;
    this.dense = dense;
    this.buffers = buffers;
    input = next(photos, architecture.height(), architecture.width(), VggArchitecture.COLOURS);
    current = input;
    int stages = architecture.stages().size();
    for (int s = 0; s < stages; s++) {
      boolean last = s == stages - 1;
      List<ConvLayer> stage = architecture.stages().get(s);
      for (int c = 0; c < stage.size(); c++) {
        convolve(layers, stage.get(c));
        // max(relu(x)) = relu(max(x)): after a pool there is a quarter of the numbers left to
        // rectify.
        if (!last && c == stage.size() - 1) {
          pool();
        }
        rectify();
      }
    }
    if (dense) {
      pool();
      flatten();
      for (DenseLayer layer : architecture.dense()) {
        multiply(layers, layer);
        rectify();
      }
    }
  }

  int photos() {
    return photos;
  }

  boolean isDense() {
    return dense;
  }

  /** Runs the photos from {@code first} on and writes their features from {@code offset} on. */
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

  private void convolve(VggLayers layers, ConvLayer layer) {
    INDArray output = next(photos, current.size(1), current.size(2), layer.filters());
    add(
        DynamicCustomOp.builder("conv2d")
            .addInputs(current, layers.weight(layer.name()), layers.bias(layer.name()))
            .addOutputs(output)
            .addIntegerArguments(3, 3, 1, 1, 0, 0, 1, 1, SAME_PADDING, NHWC, KERNEL_FIRST)
            .build(),
        output);
  }

  private void pool() {
    INDArray output = next(photos, current.size(1) / 2, current.size(2) / 2, current.size(3));
    add(
        DynamicCustomOp.builder("maxpool2d")
            .addInputs(current)
            .addOutputs(output)
            .addIntegerArguments(2, 2, 2, 2, 0, 0, 1, 1, 0, 0, NHWC)
            .build(),
        output);
  }

  private void rectify() {
    add(
        DynamicCustomOp.builder("relu")
            .addInputs(current)
            .addOutputs(current)
            .addFloatingPointArguments(0.0)
            .build(),
        current);
  }

  /** [B,H,W,C] to [B,H*W*C], the same memory. */
  private void flatten() {
    current = current.reshape('c', photos, current.length() / photos);
  }

  private void multiply(VggLayers layers, DenseLayer layer) {
    INDArray output = next(photos, layer.units());
    add(
        DynamicCustomOp.builder("xw_plus_b")
            .addInputs(current, layers.weight(layer.name()), layers.bias(layer.name()))
            .addOutputs(output)
            .build(),
        output);
  }

  private void add(CustomOp op, INDArray output) {
    ops.add(op);
    current = output;
  }

  /** An array over the buffer that the current array does not use. */
  private INDArray next(long... shape) {
    INDArray array = buffers.view(turn, shape);
    turn = 1 - turn;
    return array;
  }
}
