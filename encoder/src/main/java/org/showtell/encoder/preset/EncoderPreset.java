package org.showtell.encoder.preset;

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
 * @param origin whose training the weights come from: others of the same shape expect other pixels
 * @param sources where the weights are published, best first; empty where they ship with the
 *     program
 * @param publishedMetric what the publisher or we measured, with its protocol
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
    if (preprocessing.width() != architecture.width()
        || preprocessing.height() != architecture.height()) {
      throw new IllegalArgumentException(
          "preset %s: the network takes %sx%s pixels, but the preprocessing gives %sx%s"
              .formatted(
                  name,
                  architecture.width(),
                  architecture.height(),
                  preprocessing.width(),
                  preprocessing.height()));
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

  /**
   * The same network and weights over squares of another size.
   *
   * @param side in pixels
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
   * @throws IllegalArgumentException if the network is of another family; the message says what to
   *     do
   */
  public VggArchitecture vgg() {
    if (architecture instanceof VggArchitecture vgg) {
      return vgg;
    }
    throw new IllegalArgumentException(
        String.format(
            "%s: Expected a network of plain 3x3 convolutions, which alone can learn here, "
                + "but got an EfficientNet; leave its weights as they are, or name a preset or a "
                + "model with such a network",
            name));
  }

  /** The names of all presets, the shipped one first. */
  public static List<String> names() {
    return List.copyOf(PRESETS.keySet());
  }
}
