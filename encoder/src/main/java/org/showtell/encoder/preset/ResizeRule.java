package org.showtell.encoder.preset;

/** How a photo of any shape becomes the network's input size. */
public enum ResizeRule {
  /**
   * Both sides to the target size, the aspect ratio given up; every part of the photo stays in
   * view.
   */
  SQUASH,
  /**
   * The shorter side to the target, then the middle cut out: shapes stay true, the ends of the
   * longer side are lost.
   */
  CENTER_CROP,
  /**
   * The shorter side to 8/7 of the target, then the middle cut out: with 224 pixels the 256 and 224
   * of torchvision's evaluation.
   */
  INNER_CROP
}
