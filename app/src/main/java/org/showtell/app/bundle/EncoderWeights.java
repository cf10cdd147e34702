package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.efficientnet.EfficientNetNetwork;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.source.ZooCache;

/**
 * Where the weights are looked for of encoders that do not ship: a file that the user named, else
 * the cache folder, else what Deeplearning4j's zoo once downloaded.
 *
 * @param named the user's file of any format, or null
 * @param cache the folder of downloaded weights; a file that was put there by hand will do
 * @param zoo Deeplearning4j's folder
 */
public record EncoderWeights(Path named, WeightCache cache, ZooCache zoo) {
  /** What a download leaves beside its file while it is not done. */
  private static final List<String> UNFINISHED = List.of(".part", ".version", ".lock");

  public EncoderWeights {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(zoo, "zoo");
  }

  /** In this cache folder, unless the user names a file. */
  public static EncoderWeights in(Path cacheFolder) {
    return new EncoderWeights(null, new WeightCache(cacheFolder), ZooCache.standard());
  }

  /** In the default cache folder, {@code ~/.cache/showtell}. */
  public static EncoderWeights standard() {
    return in(Path.of(System.getProperty("user.home"), ".cache", "showtell"));
  }

  /** The same, but this file if it is not null. */
  public EncoderWeights orFile(Path file) {
    return new EncoderWeights(file, cache, zoo);
  }

  /**
   * The file with a preset's weights.
   *
   * @param source the name of the file that a model was trained with, which goes before the usual
   *     one; null if any will do
   * @throws ModelBundleException if it is not there; the message says what to do
   */
  public Path find(EncoderPreset preset, String source) throws IOException {
    if (named != null) {
      if (!Files.isRegularFile(named)) {
        throw new ModelBundleException(
            named + ": there is no such file with the weights of " + preset.name());
      }
      return named;
    }
    if (preset.sources().isEmpty()) {
      Path folder = cache.folder(preset);
      return putByHand(folder)
          .orElseThrow(
              () ->
                  new ModelBundleException(
                      """
                      The weights of %s are no download; name a file that has them, put it into \
                      %s, or take a model that carries them: the starter (an efficientnet-lite2) \
                      or a bundle of your own\
                      """
                          .formatted(preset.name(), folder)));
    }
    Path usual = cache.file(preset);
    if (source != null && Files.isRegularFile(usual.resolveSibling(source))) {
      return usual.resolveSibling(source);
    }
    if (Files.isRegularFile(usual)) {
      return usual;
    }
    Optional<Path> other = putByHand(usual.getParent());
    if (other.isEmpty()) {
      other = zoo.find(preset);
    }
    if (other.isEmpty() && source != null && !source.equals(usual.getFileName().toString())) {
      throw new ModelBundleException(
          "the weights of its encoder %s, %s, are not on this machine; put that file into %s"
              .formatted(preset.name(), source, usual.getParent()));
    }
    return other.isPresent() ? other.get() : cache.require(preset);
  }

  private static Optional<Path> putByHand(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> UNFINISHED.stream().noneMatch(file.toString()::endsWith))
          .sorted()
          .findFirst();
    }
  }

  /** The encoder with the weights of a file; for a grid, dense layers are left in the file. */
  static ImageEncoder open(Path file, EncoderPreset preset, FeatureKind kind) throws IOException {
    if (preset.architecture() instanceof EfficientNetArchitecture) {
      try (SafetensorsFile weights = SafetensorsFile.open(file)) {
        return open(weights, preset);
      }
    }
    return new VggNetwork(
        VggWeights.architecture(preset, kind),
        preset.preprocessing(),
        VggWeights.read(file, preset, kind));
  }

  /** The encoder with the weights that a bundle carries. */
  static ImageEncoder open(SafetensorsFile file, EncoderPreset preset) throws IOException {
    if (preset.architecture() instanceof EfficientNetArchitecture architecture) {
      return new EfficientNetNetwork(
          architecture, preset.preprocessing(), EfficientNetWeights.read(file, architecture));
    }
    VggArchitecture architecture = preset.vgg();
    return new VggNetwork(
        architecture, preset.preprocessing(), VggWeights.read(file, architecture));
  }
}
