package org.showtell.app.bundle;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.StackEntry;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

/**
 * An encoder that was trained with the model that carries it, or that takes images of another size
 * than its preset. Where no preset knows it, the bundle says what it is made of.
 *
 * @param entry what a bundle says of it
 * @param weights its weight file, in half precision
 */
public record BundledEncoder(EncoderEntry entry, byte[] weights) {
  /** What takes a preset's name. */
  public static final String NAME = "own";

  private static final int MOST_PIXELS = 1024;
  private static final int MOST_FILTERS = 4096;
  private static final int MOST_LAYERS = 64;

  /**
   * A network of this project's kind.
   *
   * @param size side of its input in pixels
   * @param layers for example {@code 32,P,64,P,128}
   */
  public static EncoderPreset preset(int size, String layers) {
    Preprocessing usual = Preprocessing.imagenet(size);
    return preset(NAME, new StackEntry(size, layers, usual.mean(), usual.std()));
  }

  /** The network of a bundle, whose numbers may be anybody's, and whose name any. */
  static EncoderPreset preset(String name, StackEntry entry) {
    String known = EncoderPreset.names().contains(name) ? name : NAME;
    if (entry.layers() == null || entry.mean() == null || entry.std() == null) {
      throw new IllegalArgumentException(
          "encoder.own must have size, layers, mean and std, but got " + entry);
    }
    if (entry.size() < 1 || entry.size() > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "size must be 1 to " + MOST_PIXELS + " pixels, but got " + entry.size());
    }
    VggArchitecture architecture = VggArchitecture.stack(known, entry.size(), entry.layers());
    List<ConvLayer> convolutions = architecture.stages().stream().flatMap(List::stream).toList();
    if (convolutions.size() > MOST_LAYERS
        || convolutions.stream().anyMatch(layer -> layer.filters() > MOST_FILTERS)) {
      throw new IllegalArgumentException(
          "layers must be at most %d convolutions of at most %d filters, but got %s"
              .formatted(MOST_LAYERS, MOST_FILTERS, entry.layers()));
    }
    int size = entry.size();
    Preprocessing preprocessing =
        new Preprocessing(
            size, size, ResizeRule.SQUASH, ChannelOrder.RGB, entry.mean(), entry.std());
    return new EncoderPreset(
        known, architecture, preprocessing, WeightOrigin.SHOWTELL, List.of(), "");
  }

  /** What a bundle says of a network that is no preset; null for a preset as it is. */
  static StackEntry entry(EncoderPreset preset) {
    return isPublished(preset)
        ? null
        : new StackEntry(
            preset.architecture().width(),
            layers(preset.vgg()),
            preset.preprocessing().mean(),
            preset.preprocessing().std());
  }

  private static boolean isPublished(EncoderPreset preset) {
    if (!EncoderPreset.names().contains(preset.name())) {
      return false;
    }
    EncoderPreset published = EncoderPreset.named(preset.name());
    return published.architecture().equals(preset.architecture())
        && published.preprocessing().equals(preset.preprocessing());
  }

  private static String layers(VggArchitecture architecture) {
    return architecture.stages().stream()
        .map(
            stage ->
                stage.stream()
                    .map(layer -> Integer.toString(layer.filters()))
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining(",P,"));
  }

  /** A trained encoder as a bundle carries it. */
  public static BundledEncoder of(EncoderPreset preset, VggWeights trained) throws IOException {
    byte[] weights =
        BundleWriter.file(
            Tensor.all(TensorType.F16, preset.architecture().tensorShapes(), trained.tensors()));
    return new BundledEncoder(
        new EncoderEntry(
            preset.name(), ModelBundle.ENCODER, ContentHash.sha256(weights), null, entry(preset)),
        weights);
  }

  static Tensor half(float[] values, List<Integer> shape) {
    return Tensor.f16(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }
}
