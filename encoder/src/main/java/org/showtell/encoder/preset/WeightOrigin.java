package org.showtell.encoder.preset;

/** Who trained the weights, and so which pixels they expect. */
public enum WeightOrigin {
  SHOWTELL("Showtell's own"),
  /**
   * The authors of VGG: BGR with the means subtracted; Caffe's model, converted by Keras and
   * Deeplearning4j.
   */
  OXFORD("the VGG authors' (Keras, Deeplearning4j)"),
  /** PyTorch's torchvision: RGB, mean and deviation of ImageNet. */
  TORCHVISION("torchvision's"),
  /** Google's EfficientNet-Lite: RGB, 127 subtracted, divided by 128. */
  GOOGLE("Google's EfficientNet-Lite");

  private final String label;

  WeightOrigin(String label) {
    this.label = label;
  }

  /** In words, as in "...'s weights". */
  public String label() {
    return label;
  }
}
