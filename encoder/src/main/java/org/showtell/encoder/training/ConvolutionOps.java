package org.showtell.encoder.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/** 3x3 convolutions with padding 1 over [B,H,W,C], forward and backward, as ops bound to arrays. */
final class ConvolutionOps {
  /** Kernel, strides, paddings, dilations, same padding, NHWC, weights [kH,kW,in,out]. */
  private static final int[] ARGUMENTS = {3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0};

  private ConvolutionOps() {}

  static Runnable forward(INDArray input, INDArray kernel, INDArray map) {
    return bound("conv2d", new INDArray[] {input, kernel}, map);
  }

  /**
   * @param gradients by the map, [B,H,W,out]
   * @param inputGradient written
   * @param kernelGradient written
   */
  static Runnable backward(
      INDArray input,
      INDArray kernel,
      INDArray gradients,
      INDArray inputGradient,
      INDArray kernelGradient) {
    return bound(
        "conv2d_bp", new INDArray[] {input, kernel, gradients}, inputGradient, kernelGradient);
  }

  private static Runnable bound(String name, INDArray[] inputs, INDArray... outputs) {
    CustomOp op =
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(ARGUMENTS)
            .build();
    return () -> Nd4j.getExecutioner().exec(op);
  }

  /**
   * The gradient by a convolution's input: a convolution of the map's gradient with the kernel
   * turned by half and its channels exchanged. On small maps with many channels this and {@link
   * PatchGradient} take half the time of {@code conv2d_bp}.
   */
  static final class FlippedConvolution implements Runnable {
    private static final int TAPS = 9;

    private final INDArray kernel;
    private final INDArray flipped;
    private final Runnable convolve;

    /**
     * @param kernel [3,3,in,out]
     * @param flipped [3,3,out,in], memory
     * @param gradient [B,H,W,out]
     * @param inputGradient [B,H,W,in], written
     */
    FlippedConvolution(
        INDArray kernel, INDArray flipped, INDArray gradient, INDArray inputGradient) {
      this.kernel = kernel;
      this.flipped = flipped;
      this.convolve = ConvolutionOps.forward(gradient, flipped, inputGradient);
    }

    @Override
    public void run() {
      int inputs = (int) kernel.size(2);
      int outputs = (int) kernel.size(3);
      int length = inputs * outputs;
      FloatBuffer from = kernel.data().asNioFloat();
      FloatBuffer to = flipped.data().asNioFloat();
      // The kernel is a view into the middle of a longer vector.
      int start = from.position();
      IntStream.range(0, TAPS)
          .parallel()
          .forEach(
              tap -> {
                float[] plane = new float[length];
                float[] turned = new float[length];
                from.get(start + (TAPS - 1 - tap) * length, plane);
                for (int i = 0; i < inputs; i++) {
                  for (int o = 0; o < outputs; o++) {
                    turned[o * inputs + i] = plane[i * outputs + o];
                  }
                }
                to.put(tap * length, turned);
              });
      convolve.run();
    }
  }

  /**
   * A kernel's gradient: the 3x3 neighbourhoods of all pixels, as a matrix (im2col), times the
   * gradient of the map. For the first kernel {@code conv2d_bp} would also compute the gradient by
   * the pixels, which takes ten times as long with three channels.
   */
  static final class PatchGradient implements Runnable {
    /** More images at once do not stay in the cache. */
    private static final int PIECE = 4;

    private static final int KERNEL = 3;

    private final MapShape shape;
    private final INDArray pixels;
    private final int channels;
    private final INDArray patches;
    private final INDArray result;
    private final List<CustomOp> products = new ArrayList<>();

    /**
     * @param pixels [B,H,W,in] of floats
     * @param map [B,H,W,out], its gradient when {@link #run()} is called
     * @param patches memory of {@link #patches}
     * @param result [3,3,in,out], written
     */
    PatchGradient(
        MapShape shape, INDArray pixels, INDArray map, INDArray patches, INDArray result) {
      this.shape = shape;
      this.pixels = pixels;
      this.channels = (int) pixels.size(3);
      this.result = result;
      this.patches = patches;
      int length = KERNEL * KERNEL * channels;
      long perImage = (long) shape.height() * shape.width();
      INDArray flat = matrix(result, 0, length, shape.channels());
      for (int first = 0; first < shape.images(); first += PIECE) {
        long rows = Math.min(PIECE, shape.images() - first) * perImage;
        products.add(
            DynamicCustomOp.builder("matmul")
                .addInputs(
                    matrix(patches, 0, rows, length),
                    matrix(map, first * perImage * shape.channels(), rows, shape.channels()))
                .addOutputs(flat)
                .addIntegerArguments(1, 0)
                .addFloatingPointArguments(1.0, 1.0)
                .build());
      }
    }

    static long[] patches(MapShape shape, int channels) {
      long images = Math.min(PIECE, shape.images());
      return new long[] {images * shape.height() * shape.width(), KERNEL * KERNEL * channels};
    }

    private static INDArray matrix(INDArray array, long offset, long rows, long columns) {
      return Nd4j.create(
          array.data(), new long[] {rows, columns}, new long[] {columns, 1}, offset, 'c');
    }

    @Override
    public void run() {
      result.assign(0);
      for (int piece = 0; piece < products.size(); piece++) {
        int first = piece * PIECE;
        int images = Math.min(PIECE, shape.images() - first);
        FloatBuffer in = pixels.data().asNioFloat();
        FloatBuffer out = patches.data().asNioFloat();
        IntStream.range(0, images * shape.height())
            .parallel()
            .forEach(row -> fill(in, first + row / shape.height(), row % shape.height(), out, row));
        Nd4j.getExecutioner().exec(products.get(piece));
      }
    }

    /** The neighbourhoods of one row's pixels, padded with 0. */
    private void fill(FloatBuffer in, int image, int h, FloatBuffer out, int row) {
      int line = shape.width() * channels;
      int side = KERNEL * channels;
      float[] padded = new float[line + 2 * channels];
      float[] rows = new float[shape.width() * KERNEL * side];
      for (int k = 0; k < KERNEL; k++) {
        int y = h + k - 1;
        if (y >= 0 && y < shape.height()) {
          in.get((image * shape.height() + y) * line, padded, channels, line);
          for (int w = 0; w < shape.width(); w++) {
            System.arraycopy(padded, w * channels, rows, (w * KERNEL + k) * side, side);
          }
        }
      }
      out.put(row * rows.length, rows);
    }
  }
}
