package org.showtell.encoder.preset;

/**
 * A block of an EfficientNet of the Lite family: a 1x1 convolution that expands, a depthwise one
 * and a 1x1 one that projects (Sandler et al. 2018, MobileNetV2, section 3.3). The first two end in
 * ReLU6, the last is linear. The input is added to the output where both have the same shape.
 *
 * @param kernel side of the depthwise kernel
 * @param stride of the depthwise convolution: 1 or 2
 * @param expansion how many times wider the middle is; 1 for no expanding convolution
 * @param outputs channels out
 */
public record MobileBlock(int kernel, int stride, int expansion, int outputs) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the kernel is even, the stride is neither 1 nor 2, or a
   *     width is below 1
   */
  public MobileBlock {
    if (kernel < 1 || kernel % 2 == 0 || stride < 1 || stride > 2 || expansion < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "Expected a block with an odd kernel, stride 1 or 2, and an expansion and outputs of at"
              + " least 1 but got kernel "
              + kernel
              + ", stride "
              + stride
              + ", expansion "
              + expansion
              + ", outputs "
              + outputs);
    }
  }

  /** Whether there is a convolution that expands. */
  public boolean expands() {
    return expansion > 1;
  }

  /** Whether the input is added to the output. */
  public boolean isResidual(int inputs) {
    return stride == 1 && inputs == outputs;
  }
}
