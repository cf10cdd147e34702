package org.showtell.encoder.preset;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An encoder by name: weights never travel without the preprocessing they were trained with.
 *
 * @param origin who trained the weights: others of the same shape expect other pixels
 * @param sources where the weights are published, best first; empty where they ship with the
 *     program
 * @param publishedMetric with its protocol
 */
public record EncoderPreset(
    String name,
    EncoderArchitecture architecture,
    Preprocessing preprocessing,
    WeightOrigin origin,
    List<WeightSource> sources,
    String publishedMetric) {
  private static final Map<String, EncoderPreset> PRESETS = PublishedPresets.byName();

  /** Fails if the preprocessing gives another size than the network takes. */
  public EncoderPreset {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(publishedMetric, "publishedMetric");
    sources = List.copyOf(sources);
    if (!name.equals(architecture.name())) {
      throw new IllegalArgumentException(
          "preset " + name + " has an architecture of another name: " + architecture.name());
    }
    architecture.requireInput(preprocessing);
  }

  /**
   * @throws IllegalArgumentException if there is none; the message names those that are
   */
  public static EncoderPreset named(String name) {
    EncoderPreset preset = PRESETS.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "there is no encoder preset '" + name + "'; there are " + String.join(", ", names()));
    }
    return preset;
  }

  /**
   * The same network and weights over squares of another size in pixels.
   *
   * @throws IllegalArgumentException if this network takes its own size only
   */
  public EncoderPreset atSide(int side) {
    Preprocessing resized =
        new Preprocessing(
            side,
            side,
            preprocessing.resize(),
            preprocessing.channels(),
            preprocessing.mean(),
            preprocessing.std());
    return new EncoderPreset(
        name, architecture.atSide(side), resized, origin, sources, publishedMetric);
  }

  /**
   * The architecture of a plain stack of convolutions, which can be trained.
   *
   * @throws IllegalArgumentException if the network is of another family
   */
  public VggArchitecture vgg() {
    if (architecture instanceof VggArchitecture vgg) {
      return vgg;
    }
    throw new IllegalArgumentException(
        String.format(
            "%s: the network must be of plain 3x3 convolutions, which alone can be trained here, "
                + "but got an EfficientNet; leave its weights as they are, or name a preset or a "
                + "model with such a network",
            name));
  }

  /** The names of all presets, the shipped one first. */
  public static List<String> names() {
    return List.copyOf(PRESETS.keySet());
  }

  /**
   * Digests and sizes are those that Keras' and torchvision's own sources and download logs state;
   * where only an MD5 is published, it is that.
   */
  private static final class PublishedPresets {
    private static final String KERAS =
        "https://storage.googleapis.com/tensorflow/keras-applications/";

    private static final String OXFORD_LICENCE =
        "CC BY 4.0, Visual Geometry Group, University of Oxford";

    private static final String KERAS_VGG16 =
        "ImageNet validation top-1 71.3 %, top-5 90.1 %, single crop (Keras applications)";

    private static final String KERAS_VGG19 =
        "ImageNet validation top-1 71.3 %, top-5 90.0 %, single crop (Keras applications)";

    private PublishedPresets() {}

    static Map<String, EncoderPreset> byName() {
      Map<String, EncoderPreset> presets = new LinkedHashMap<>();
      for (EncoderPreset preset :
          List.of(
              efficientNet(),
              oxford(
                  VggArchitecture.vgg16("vgg16", true, 1),
                  keras("vgg16", "", "64373286793e3c8b2b4e3219cbf3544b", 553_467_096),
                  KERAS_VGG16),
              oxford(
                  VggArchitecture.vgg16("vgg16-notop", false, 1),
                  keras("vgg16", "_notop", "6d6bbae143d832006294945121d1f1fc", 58_889_256),
                  "the convolutions of vgg16: " + KERAS_VGG16),
              torchvision(),
              oxford(
                  VggArchitecture.vgg19("vgg19", true, 1),
                  keras("vgg19", "", "cbe5617147190e668d6c5d5026f83318", 574_710_816),
                  KERAS_VGG19),
              oxford(
                  VggArchitecture.vgg19("vgg19-notop", false, 1),
                  keras("vgg19", "_notop", "253f8cb515780f3b799900260a226db6", 80_134_624),
                  "the convolutions of vgg19: " + KERAS_VGG19),
              smallVgg())) {
        presets.put(preset.name(), preset);
      }
      return presets;
    }

    private static EncoderPreset smallVgg() {
      return new EncoderPreset(
          "small-vgg",
          VggArchitecture.small("small-vgg"),
          Preprocessing.imagenet(112),
          WeightOrigin.SHOWTELL,
          List.of(),
          "none: a small network for weights of your own");
    }

    private static EncoderPreset efficientNet() {
      return new EncoderPreset(
          "efficientnet-lite2",
          EfficientNetArchitecture.lite2("efficientnet-lite2"),
          Preprocessing.efficientNet(260),
          WeightOrigin.GOOGLE,
          List.of(),
          "ImageNet validation top-1 77.6 % (EfficientNet-Lite2, TensorFlow TPU models, Apache-2.0)");
    }

    private static EncoderPreset torchvision() {
      return new EncoderPreset(
          "vgg16-torchvision",
          VggArchitecture.vgg16("vgg16-torchvision", true, 1),
          Preprocessing.torchvision(),
          WeightOrigin.TORCHVISION,
          List.of(
              new WeightSource(
                  URI.create("https://download.pytorch.org/models/vgg16-397923af.pth"),
                  "sha256:397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0",
                  553_433_881,
                  "BSD-3-Clause (torchvision)")),
          "ImageNet validation top-1 71.592 %, top-5 90.382 %, single crop (torchvision,"
              + " IMAGENET1K_V1)");
    }

    private static EncoderPreset oxford(
        VggArchitecture architecture, WeightSource source, String metric) {
      return new EncoderPreset(
          architecture.name(),
          architecture,
          Preprocessing.vgg(),
          WeightOrigin.OXFORD,
          List.of(source),
          metric);
    }

    private static WeightSource keras(String network, String part, String md5, long bytes) {
      String file = network + "_weights_tf_dim_ordering_tf_kernels" + part + ".h5";
      return new WeightSource(
          URI.create(KERAS + network + "/" + file), "md5:" + md5, bytes, OXFORD_LICENCE);
    }
  }
}
