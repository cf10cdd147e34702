package org.showtell.app.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  /** An encoder and the side in pixels that photos are to have for it. */
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
   * What {@code --encoder} names.
   *
   * @param choice a preset such as vgg16, the name of a shipped model, a bundle whose encoder is
   *     taken, or a safetensors file with weights of efficientnet-lite2 or of small-vgg, which its
   *     tensors' names tell; the last two with {@code @144} behind them for photos of that side, if
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
    Optional<EncoderPreset> named = fetched(choice);
    if (named.isPresent()) {
      if (named.get().architecture() instanceof EfficientNetArchitecture) {
        return ofEfficientNet(named.get(), weights.find(named.get(), null));
      }
      Path file = weights.find(named.get(), null);
      return named.get().origin() == WeightOrigin.SHOWTELL
          ? ofSmallVgg(file)
          : new EncoderSource(named.get(), null, file);
    }
    if (!ModelCatalog.shipped().contains(choice) && !Files.exists(Path.of(choice))) {
      throw new ModelBundleException(
          "No encoder \""
              + choice
              + "\": it is neither a model's file nor one of "
              + String.join(", ", EncoderPreset.names()));
    }
    ModelBundle bundle = ModelCatalog.open(choice);
    EncoderEntry entry = bundle.manifest().encoder();
    return entry.weights() == null
        ? new EncoderSource(bundle.preset(), null, weights.find(bundle.preset(), entry.source()))
        : new EncoderSource(bundle.preset(), bundle.encoderWeights(), null);
  }

  /** The preset of that name, if its weights are fetched. */
  private static Optional<EncoderPreset> fetched(String name) {
    return EncoderPreset.names().contains(name) && !ModelCatalog.shipped().contains(name)
        ? Optional.of(EncoderPreset.named(name))
        : Optional.empty();
  }

  /** Of which family they are, the tensors' names tell. */
  private static EncoderSource ofWeights(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new ModelBundleException(file + ": no such file; expected the encoder's weights");
    }
    boolean efficientNet;
    try (SafetensorsFile source = SafetensorsFile.open(file)) {
      efficientNet = EfficientNetWeights.areIn(source);
    }
    return efficientNet
        ? ofEfficientNet(EncoderPreset.named(EFFICIENT_NET), file)
        : ofSmallVgg(file);
  }

  /**
   * Keeps the weights in half precision: features come from the very numbers that the model will
   * carry.
   */
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
      for (Map.Entry<String, List<Integer>> tensor :
          preset.architecture().tensorShapes().entrySet()) {
        int[] shape = tensor.getValue().stream().mapToInt(Integer::intValue).toArray();
        tensors.put(
            tensor.getKey(), Tensor.f16(source.floats(tensor.getKey(), tensor.getValue()), shape));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of("format", "showtell"));
    return new EncoderSource(preset, out.toByteArray(), null);
  }

  private EncoderSource atSide(int side) throws ModelBundleException {
    if (carried == null) {
      throw new ModelBundleException(
          preset.name()
              + "@"
              + side
              + ": photos may have another size for small-vgg and other plain convolutions that a"
              + " model carries, not for "
              + preset.name()
              + "; leave out @"
              + side);
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

  /**
   * The weights, for learning to go on from.
   *
   * @throws ModelBundleException if the model does not carry them, or they are an EfficientNet's
   */
  public VggWeights weights() throws IOException {
    if (!(preset.architecture() instanceof VggArchitecture architecture)) {
      throw new ModelBundleException(
          preset.name()
              + ": Expected an encoder of plain 3x3 convolutions, which alone can go on learning,"
              + " but got an EfficientNet; train the captioner alone, without --fine-tune-encoder,"
              + " or begin with a model whose encoder is of plain convolutions");
    }
    if (carried == null) {
      throw new ModelBundleException(
          preset.name()
              + " comes as a file of its own, "
              + file
              + "; expected a model that carries its encoder, as those do that learnt it");
    }
    try (SafetensorsFile weights = SafetensorsFile.read(carried, preset.name())) {
      return VggWeights.read(weights, architecture);
    }
  }

  /**
   * What a bundle says of its encoder.
   *
   * @param hash of the weights, as the opened encoder's spec has it
   */
  public EncoderEntry entry(String hash) {
    return carried == null
        ? new EncoderEntry(preset.name(), null, hash, file.getFileName().toString(), null)
        : new EncoderEntry(
            preset.name(), ModelBundle.ENCODER, hash, null, BundledEncoder.entry(preset));
  }

  /**
   * The encoder; the caller closes it.
   *
   * @param kind what it will be asked for
   */
  public ImageEncoder open(FeatureKind kind) throws IOException {
    if (carried == null) {
      return EncoderWeights.open(file, preset, kind);
    }
    try (SafetensorsFile weights = SafetensorsFile.read(carried, preset.name())) {
      return EncoderWeights.open(weights, preset);
    }
  }
}
