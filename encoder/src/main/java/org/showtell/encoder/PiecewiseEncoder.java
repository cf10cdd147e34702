package org.showtell.encoder;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.preset.EncoderArchitecture;
import org.showtell.encoder.preset.Preprocessing;

/**
 * A network that runs a batch in pieces of a few images. Native memory is the weights plus the
 * activations of one piece, whatever the batch; the activation buffers are kept from call to call,
 * because fresh arrays cost page faults.
 *
 * <p>Calls are synchronized: threads may share one network, which works for one of them at a time
 * with all cores.
 */
public abstract class PiecewiseEncoder implements ImageEncoder {
  /** Bound on one activation buffer. */
  private static final long BUFFER_BYTES = 64L << 20;

  // Arguments of the convolution and pooling ops.
  private static final int SAME_PADDING = 1;
  private static final int NHWC = 1;
  private static final int KERNEL_FIRST = 0;

  private final EncoderArchitecture architecture;
  private final EncoderSpec spec;
  private final Map<String, INDArray> tensors;
  private final long largestActivation;
  private final INDArray[] buffers;
  private final int piece;
  private int capacity;
  private Plan plan;
  private boolean closed;

  /**
   * Copies the weights into native memory.
   *
   * @param preprocessing what the pixels must have gone through
   * @param weightsHash SHA-256 of the weights
   * @param tensors makes {@code LAYER.weight} and {@code LAYER.bias} in native memory
   * @param largestActivation numbers of the largest input or output of any layer, for one image
   * @param buffers how many activations are alive at once
   * @param maxPiece images beyond which larger pieces are no faster
   * @throws IllegalArgumentException if the preprocessing gives another input size
   */
  @SuppressWarnings("try")
  protected PiecewiseEncoder(
      EncoderArchitecture architecture,
      Preprocessing preprocessing,
      String weightsHash,
      Supplier<Map<String, INDArray>> tensors,
      long largestActivation,
      int buffers,
      int maxPiece) {
    architecture.requireInput(preprocessing);
    this.architecture = architecture;
    this.spec =
        new EncoderSpec(
            architecture.name(),
            preprocessing,
            architecture.gridHeight(),
            architecture.gridWidth(),
            architecture.gridSize(),
            architecture.vectorSize(),
            weightsHash);
    this.largestActivation = largestActivation;
    this.buffers = new INDArray[buffers];
    this.piece =
        (int) Math.max(1, Math.min(maxPiece, BUFFER_BYTES / (largestActivation * Float.BYTES)));
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      this.tensors = tensors.get();
    }
  }

  /** Adds the network's ops; {@code dense} asks for the layers behind the grid too. */
  protected abstract void build(Plan plan, boolean dense);

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureGrid encodeGrid(PixelBatch pixels) {
    float[] values = run(pixels, spec.length(FeatureKind.GRID), false);
    return new FeatureGrid(
        pixels.batch(), spec.gridHeight(), spec.gridWidth(), spec.gridSize(), values);
  }

  /**
   * Runs the network over all pixels.
   *
   * @param length numbers of one image's features
   * @return [B, length]
   */
  // The resource is the scope itself: nothing of this network may land in a caller's workspace.
  @SuppressWarnings("try")
  protected synchronized float[] run(PixelBatch pixels, int length, boolean dense) {
    if (closed) {
      throw new IllegalStateException("the encoder " + spec.name() + " is closed");
    }
    if (pixels.height() != architecture.height() || pixels.width() != architecture.width()) {
      throw new IllegalArgumentException(
          String.format(
              "%s takes pixels [B,%s,%s,3], but got [B,%s,%s,3]; preprocess with the encoder's own"
                  + " spec().preprocessing()",
              spec.name(),
              architecture.height(),
              architecture.width(),
              pixels.height(),
              pixels.width()));
    }
    float[] values = new float[Math.multiplyExact(pixels.batch(), length)];
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      for (int from = 0; from < pixels.batch(); from += piece) {
        int images = Math.min(piece, pixels.batch() - from);
        planFor(images, dense).run(pixels, from, values, from * length);
      }
    }
    return values;
  }

  private Plan planFor(int images, boolean dense) {
    if (capacity < images) {
      freeBuffers();
      capacity = images;
      Arrays.setAll(
          buffers, i -> Nd4j.createUninitialized(DataType.FLOAT, images * largestActivation));
      plan = null;
    }
    if (plan == null || plan.images != images || plan.dense != dense) {
      plan = new Plan(images, dense);
    }
    return plan;
  }

  private void freeBuffers() {
    if (capacity > 0) {
      Arrays.stream(buffers).forEach(INDArray::close);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      freeBuffers();
      tensors.values().forEach(INDArray::close);
    }
  }

  /** The ops of one forward pass over a fixed number of images, bound to the buffers. */
  protected final class Plan {
    private final int images;
    private final boolean dense;
    private final INDArray input;
    private final List<CustomOp> ops = new ArrayList<>();
    private INDArray current;
    private int place = -1; // of the current array among the buffers
    private int kept = -1; // the buffer that holds a block's input, or -1

    private Plan(int images, boolean dense) {
      this.images = images;
      this.dense = dense;
      input = next(images, architecture.height(), architecture.width(), PixelBatch.CHANNELS);
      current = input;
      build(this, dense);
    }

    /** Runs the images from {@code first} on and writes their features from {@code offset} on. */
    private void run(PixelBatch pixels, int first, float[] features, int offset) {
      int length = pixels.imageLength();
      FloatBuffer in = input.data().asNioFloat();
      in.put(0, pixels.values(), first * length, images * length);
      ops.forEach(Nd4j.getExecutioner()::exec);
      current.data().asNioFloat().get(0, features, offset, (int) current.length());
    }

    /** Channels of the current array. */
    public int channels() {
      return (int) current.size(3);
    }

    /** {@code conv2d} or {@code depthwise_conv2d} with SAME padding and a bias. */
    public void convolve(String op, String layer, int kernel, int stride, int filters) {
      long height = (current.size(1) + stride - 1) / stride;
      long width = (current.size(2) + stride - 1) / stride;
      add(
          DynamicCustomOp.builder(op)
              .addInputs(current, weight(layer), bias(layer))
              .addIntegerArguments(
                  kernel, kernel, stride, stride, 0, 0, 1, 1, SAME_PADDING, NHWC, KERNEL_FIRST),
          next(images, height, width, filters));
    }

    /** A 2x2 max pool; an odd last row or column is left out. */
    public void pool() {
      add(
          DynamicCustomOp.builder("maxpool2d")
              .addInputs(current)
              .addIntegerArguments(2, 2, 2, 2, 0, 0, 1, 1, 0, 0, NHWC),
          next(images, current.size(1) / 2, current.size(2) / 2, current.size(3)));
    }

    /** {@code relu} or {@code relu6} in place. */
    public void rectify(String op) {
      add(DynamicCustomOp.builder(op).addInputs(current).addFloatingPointArguments(0.0), current);
    }

    /** [B,H,W,C] to [B,H*W*C], the same memory. */
    public void flatten() {
      current = current.reshape('c', images, current.length() / images);
    }

    /** A dense layer with a bias. */
    public void multiply(String layer, int units) {
      add(
          DynamicCustomOp.builder("xw_plus_b").addInputs(current, weight(layer), bias(layer)),
          next(images, units));
    }

    /** Runs the ops that {@code block} adds, then adds the current array to their result. */
    public void residual(Runnable block) {
      INDArray before = current;
      kept = place;
      block.run();
      add(DynamicCustomOp.builder("add").addInputs(current, before), current);
      kept = -1;
    }

    private INDArray weight(String layer) {
      return tensors.get(layer + ".weight");
    }

    private INDArray bias(String layer) {
      return tensors.get(layer + ".bias");
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
  }
}
