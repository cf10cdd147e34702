package org.showtell.encoder.training;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient by a convolution's input, which is a convolution of the map's gradient with the
 * kernel turned by half and its channels exchanged. On small maps with many channels this and
 * {@link PatchGradient} take half the time of {@code conv2d_bp}.
 */
final class FlippedConvolution implements Runnable {
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
  FlippedConvolution(INDArray kernel, INDArray flipped, INDArray gradient, INDArray inputGradient) {
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
