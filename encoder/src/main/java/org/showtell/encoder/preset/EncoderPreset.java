package org.showtell.encoder.preset;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A ready combination by name: weights never travel without the preprocessing they were trained
 * with.
 *
 * @param name what users type
 * @param architecture the network
 * @param preprocessing its input
 * @param sources where the weights are published, best first; empty where they ship with the
 *     program
 * @param publishedMetric what the publisher or we measured, with its protocol
 */
public record EncoderPreset(
    String name,
    VggArchitecture architecture,
    Preprocessing preprocessing,
    List<WeightSource> sources,
    String publishedMetric) {
  private static final String KERAS =
      "https://storage.googleapis.com/tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels";

  private static final Map<String, EncoderPreset> PRESETS = registry();

  /**
   * Checks that the network and its input agree.
   *
   * @throws IllegalArgumentException if the preprocessing gives another size than the network takes
   */
  public EncoderPreset {
    Objects.requireNonNull(publishedMetric, "publishedMetric");
    sources = List.copyOf(sources);
    if (!name.equals(architecture.name())) {
      throw new IllegalArgumentException(
          "preset " + name + " has an architecture of another name: " + architecture.name());
    }
    if (preprocessing.width() != architecture.width()
        || preprocessing.height() != architecture.height()) {
      throw new IllegalArgumentException(
          "preset "
              + name
              + ": the network takes "
              + architecture.width()
              + "x"
              + architecture.height()
              + " pixels, but the preprocessing gives "
              + preprocessing.width()
              + "x"
              + preprocessing.height());
    }
  }

  /**
   * The preset of that name.
   *
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

  /** The names of all presets, the shipped one first. */
  public static List<String> names() {
    return List.copyOf(PRESETS.keySet());
  }

  private static Map<String, EncoderPreset> registry() {
    Map<String, EncoderPreset> presets = new LinkedHashMap<>();
    for (EncoderPreset preset :
        List.of(
            new EncoderPreset(
                "starter",
                VggArchitecture.starter("starter"),
                Preprocessing.imagenet(112),
                List.of(),
                "distilled from MobileNetV2 1.0 224; Flickr8k dev: cosine 0.70 of the projected, pooled features to the"
                    + " teacher's"),
            new EncoderPreset(
                "vgg16",
                VggArchitecture.vgg16("vgg16", true, 1),
                Preprocessing.vgg(),
                List.of(
                    new WeightSource(
                        URI.create(KERAS + ".h5"),
                        "md5:64373286793e3c8b2b4e3219cbf3544b",
                        0,
                        "CC BY 4.0, Visual Geometry Group, University of Oxford")),
                "ImageNet validation top-1 71.3 %, top-5 90.1 %, single crop (Keras applications)"),
            new EncoderPreset(
                "vgg16-notop",
                VggArchitecture.vgg16("vgg16-notop", false, 1),
                Preprocessing.vgg(),
                List.of(
                    new WeightSource(
                        URI.create(KERAS + "_notop.h5"),
                        "md5:6d6bbae143d832006294945121d1f1fc",
                        58_889_256,
                        "CC BY 4.0, Visual Geometry Group, University of Oxford")),
                "the convolutions of vgg16: ImageNet validation top-1 71.3 %, top-5 90.1 % (Keras applications)"))) {
      presets.put(preset.name(), preset);
    }
    return presets;
  }
}
