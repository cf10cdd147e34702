package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/** Which encoder to train with or to take features from. */
public final class EncoderSource {
  /** An encoder and the side in pixels of its images. */
  private static final Pattern SIDE = Pattern.compile("(.+)@([0-9]{1,4})");

  private static final String EFFICIENT_NET = "efficientnet-lite2";
  private static final String SMALL_VGG = "small-vgg";

  private final EncoderPreset preset;
  private final byte[] carried;
  private final Path file;

  private EncoderSource(EncoderPreset preset, byte[] carried, Path file) {
    this.preset = preset;
    this.carried = carried;
    this.file = file;
  }

  /** As {@link #of(String, EncoderWeights)}, with weights in their usual places. */
  public static EncoderSource of(String choice) throws IOException {
    return of(choice, EncoderWeights.standard());
  }

  /**
   * What the user names as an encoder.
   *
   * @param choice a preset such as vgg16, the name of a shipped model, a bundle whose encoder is
   *     taken, or a safetensors file with weights of efficientnet-lite2 or of small-vgg, which its
   *     tensors' names tell; the last two with {@code @144} behind them for images of that side, if
   *     their network takes it
   * @param weights where weights are that do not ship
   * @throws ModelBundleException if there is no such encoder or its weights are not there; the
   *     message says what to do
   */
  public static EncoderSource of(String choice, EncoderWeights weights) throws IOException {
    Matcher side = SIDE.matcher(choice);
    return side.matches() && !Files.exists(Path.of(choice))
        ? unsized(side.group(1), weights).atSide(Integer.parseInt(side.group(2)))
        : unsized(choice, weights);
  }

  private static EncoderSource unsized(String choice, EncoderWeights weights) throws IOException {
    if (choice.endsWith(".safetensors")) {
      return ofWeights(Path.of(choice));
    }
    if (choice.equals(ModelCatalog.STARTER) && weights.named() != null) {
      return ofWeights(weights.named());
    }
    boolean ships = ModelCatalog.shipped().contains(choice);
    if (!ships && EncoderPreset.names().contains(choice)) {
      EncoderPreset named = EncoderPreset.named(choice);
      Path file = weights.find(named, null);
      if (named.architecture() instanceof EfficientNetArchitecture) {
        return ofEfficientNet(named, file);
      }
      return named.origin() == WeightOrigin.SHOWTELL
          ? ofSmallVgg(file)
          : new EncoderSource(named, null, file);
    }
    if (!ships && !Files.exists(Path.of(choice))) {
      throw new ModelBundleException(
          "No encoder \"%s\": it is neither a model's file nor one of %s"
              .formatted(choice, String.join(", ", EncoderPreset.names())));
    }
    ModelBundle bundle = ModelCatalog.open(choice);
    EncoderEntry entry = bundle.manifest().encoder();
    return entry.weights() == null
        ? new EncoderSource(bundle.preset(), null, weights.find(bundle.preset(), entry.source()))
        : new EncoderSource(bundle.preset(), bundle.encoderWeights(), null);
  }

  /** Of which family they are, the tensors' names tell. */
  private static EncoderSource ofWeights(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new ModelBundleException(file + ": no such file with the encoder's weights");
    }
    boolean efficientNet;
    try (SafetensorsFile source = SafetensorsFile.open(file)) {
      efficientNet = EfficientNetWeights.areIn(source);
    }
    return efficientNet
        ? ofEfficientNet(EncoderPreset.named(EFFICIENT_NET), file)
        : ofSmallVgg(file);
  }

  /** In half precision: features come from the very numbers that the model will carry. */
  private static EncoderSource ofEfficientNet(EncoderPreset preset, Path file) throws IOException {
    EfficientNetArchitecture architecture = (EfficientNetArchitecture) preset.architecture();
    try (SafetensorsFile source = SafetensorsFile.open(file)) {
      return new EncoderSource(
          preset, EfficientNetWeights.read(source, architecture).half(architecture), null);
    }
  }

  /** Keeps what the architecture needs, in half precision. */
  private static EncoderSource ofSmallVgg(Path file) throws IOException {
    EncoderPreset preset = EncoderPreset.named(SMALL_VGG);
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    try (SafetensorsFile source = SafetensorsFile.open(file)) {
      for (var tensor : preset.architecture().tensorShapes().entrySet()) {
        String name = tensor.getKey();
        List<Integer> shape = tensor.getValue();
        tensors.put(name, BundledEncoder.half(source.floats(name, shape), shape));
      }
    }
    return new EncoderSource(preset, BundleWriter.file(tensors), null);
  }

  private EncoderSource atSide(int side) throws ModelBundleException {
    if (carried == null) {
      throw new ModelBundleException(
          """
          %1$s@%2$d: photos may have another size for small-vgg and other plain convolutions that \
          a model carries, not for %1$s; leave out @%2$d\
          """
              .formatted(preset.name(), side));
    }
    try {
      return new EncoderSource(preset.atSide(side), carried, file);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(e.getMessage(), e);
    }
  }

  /** Architecture and preprocessing. */
  public EncoderPreset preset() {
    return preset;
  }

  /** The weight file that a bundle carries; null if the weights are too large to be carried. */
  public byte[] carriedWeights() {
    return carried;
  }

  /** The weights, for fine-tuning; refused if not carried, or an EfficientNet's. */
  public VggWeights weights() throws IOException {
    if (!(preset.architecture() instanceof VggArchitecture architecture)) {
      throw new ModelBundleException(
          preset.name()
              + ": the encoder must be of plain 3x3 convolutions, which alone can be fine-tuned,"
              + " but got an EfficientNet; train the captioner alone, or begin with a model whose"
              + " encoder is of plain convolutions");
    }
    if (carried == null) {
      throw new ModelBundleException(
          "the model must carry its encoder, as those do that trained it, but got %s from %s"
              .formatted(preset.name(), file));
    }
    try (SafetensorsFile weights = SafetensorsFile.read(carried, preset.name())) {
      return VggWeights.read(weights, architecture);
    }
  }

  /** What a bundle says of its encoder with the hash of its weights. */
  public EncoderEntry entry(String hash) {
    return carried == null
        ? new EncoderEntry(preset.name(), null, hash, file.getFileName().toString(), null)
        : new EncoderEntry(
            preset.name(), ModelBundle.ENCODER, hash, null, BundledEncoder.entry(preset));
  }

  /** The encoder for features of this kind; the caller closes it. */
  public ImageEncoder open(FeatureKind kind) throws IOException {
    if (carried == null) {
      return EncoderWeights.open(file, preset, kind);
    }
    try (SafetensorsFile weights = SafetensorsFile.read(carried, preset.name())) {
      return EncoderWeights.open(weights, preset);
    }
  }
}
