package org.showtell.app.training;

import org.showtell.app.bundle.BundledEncoder;
import org.showtell.encoder.preset.EncoderPreset;

/**
 * An encoder that is learnt from the questions' own images.
 *
 * @param imageSize side in pixels to which images are squashed
 * @param layers filters of each convolution, and P for a pool
 * @param shift by how many pixels at most an image is moved each time it is learnt from, at its
 *     edges filled with what is there; never mirrored, which would make left right
 */
public record TrainedEncoder(int imageSize, String layers, int shift) {
  private static final int LEAST_SIDE = 2;

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException that names the rule and the value
   */
  public TrainedEncoder {
    EncoderPreset preset = BundledEncoder.preset(imageSize, layers);
    int pools = preset.vgg().stages().size() - 1;
    if (imageSize % (1 << pools) != 0 || imageSize >> pools < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "Expected an image size that can be halved "
              + pools
              + " times and leaves at least "
              + LEAST_SIDE
              + " but got "
              + imageSize);
    }
    if (shift < 0 || shift >= imageSize) {
      throw new IllegalArgumentException(
          "Expected a shift in [0, " + imageSize + ") but got " + shift);
    }
  }

  /** Architecture and preprocessing. */
  public EncoderPreset preset() {
    return BundledEncoder.preset(imageSize, layers);
  }
}
