package org.showtell.app.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * A model as it is stored: its facts, its vocabulary and its weights, checked against each other.
 *
 * <p>Immutable; encoders and networks are built from it and belong to whoever asks for them.
 */
public final class ModelBundle {
  static final String MANIFEST = "model.json";
  static final String VOCABULARY = "vocabulary.txt";
  static final String CARD = "README.md";
  static final String ENCODER = "encoder.safetensors";
  static final String CAPTIONER = "captioner.safetensors";

  /** The names that this program writes. */
  static final List<String> FILES = List.of(MANIFEST, VOCABULARY, CARD, ENCODER, CAPTIONER);

  private final BundleFiles files;
  private final ModelManifest manifest;
  private final Vocabulary vocabulary;

  private ModelBundle(BundleFiles files) throws IOException {
    this.files = files;
    manifest = ManifestJson.read(files.get(MANIFEST), files.where());
    try (InputStream in = new ByteArrayInputStream(files.get(VOCABULARY))) {
      vocabulary = Vocabulary.read(in);
    }
    checkHashes();
    if (manifest.captioner() != null
        && manifest.captioner().decoder().vocabularySize() != vocabulary.size()) {
      throw new ModelBundleException(
          files.where()
              + ": expected "
              + manifest.captioner().decoder().vocabularySize()
              + " words in "
              + VOCABULARY
              + " but found "
              + vocabulary.size());
    }
  }

  /**
   * Reads a bundle.
   *
   * @param path a folder or a zip file
   * @throws ModelBundleException if it is not a bundle, is damaged, or contradicts itself
   */
  public static ModelBundle read(Path path) throws IOException {
    return new ModelBundle(BundleFiles.read(path));
  }

  /**
   * Reads a zipped bundle from a stream, which stays open.
   *
   * @param where names it in messages
   */
  public static ModelBundle read(InputStream zip, String where) throws IOException {
    return new ModelBundle(BundleFiles.zip(zip, where));
  }

  /** A bundle that ships on the class path. */
  static ModelBundle shipped(String name) throws IOException {
    return new ModelBundle(BundleFiles.classPath(name));
  }

  private void checkHashes() throws ModelBundleException {
    if (manifest.encoder().weights() != null) {
      checkHash(manifest.encoder().weights(), manifest.encoder().sha256());
    }
    if (manifest.captioner() != null) {
      checkHash(manifest.captioner().weights(), manifest.captioner().sha256());
    }
  }

  private void checkHash(String file, String expected) throws ModelBundleException {
    String found = ContentHash.sha256(files.get(file));
    if (!found.equalsIgnoreCase(expected)) {
      throw new ModelBundleException(
          String.format(
              "%s: expected SHA-256 %s of %s but got %s; the bundle is damaged, get it again",
              files.where(), expected, file, found));
    }
  }

  /** The facts. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** What records call the model. */
  public String name() {
    return manifest.name();
  }

  /** Tokens and their words. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The model card, or an empty text. */
  public String card() throws ModelBundleException {
    return files.has(CARD) ? new String(files.get(CARD), StandardCharsets.UTF_8) : "";
  }

  /** Architecture and preprocessing of the encoder. */
  public EncoderPreset preset() throws ModelBundleException {
    try {
      return EncoderPreset.named(manifest.encoder().preset());
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(files.where() + ": " + e.getMessage(), e);
    }
  }

  /** As {@link #openEncoder(EncoderWeights)}, with other weights in their usual places. */
  public ImageEncoder openEncoder() throws IOException {
    return openEncoder(EncoderWeights.standard());
  }

  /**
   * The encoder with its weights; the caller closes it.
   *
   * @param others where weights are that are not in the bundle
   * @throws ModelBundleException if the weights are neither in the bundle nor there, or they are
   *     others than those that the model was trained with
   */
  public ImageEncoder openEncoder(EncoderWeights others) throws IOException {
    EncoderPreset preset = preset();
    String weights = manifest.encoder().weights();
    if (weights == null) {
      return openOther(preset, others);
    }
    try (SafetensorsFile file =
        SafetensorsFile.read(files.get(weights), files.where() + "!" + weights)) {
      return new VggNetwork(
          preset.architecture(),
          preset.preprocessing(),
          VggWeights.read(file, preset.architecture()));
    }
  }

  private ImageEncoder openOther(EncoderPreset preset, EncoderWeights others) throws IOException {
    Path file;
    try {
      file = others.find(preset, manifest.encoder().source());
    } catch (ModelBundleException e) {
      throw new ModelBundleException(files.where() + ": " + e.getMessage(), e);
    }
    ImageEncoder encoder = EncoderWeights.open(file, preset, featureKind());
    String found = encoder.spec().weightsHash();
    if (!found.equals(manifest.encoder().sha256())) {
      encoder.close();
      throw new ModelBundleException(
          String.format(
              "%s was trained with other weights of %s than %s has: expected SHA-256 %s (%s) but"
                  + " got %s",
              files.where(),
              preset.name(),
              file,
              manifest.encoder().sha256(),
              manifest.encoder().source(),
              found));
    }
    return encoder;
  }

  /** What the caption network reads: the grid if it attends. */
  private FeatureKind featureKind() throws ModelBundleException {
    return manifest.captioner() != null
            && ManifestJson.config(manifest.captioner().decoder(), files.where()).attends()
        ? FeatureKind.GRID
        : FeatureKind.VECTOR;
  }

  /** The encoder's weight file as it is, to carry into another bundle. */
  public byte[] encoderWeights() throws ModelBundleException {
    return files.get(manifest.encoder().weights());
  }

  /**
   * The caption network; the caller closes it.
   *
   * @throws ModelBundleException if there is none or its weights do not fit
   */
  public CaptionNetwork openCaptioner() throws IOException {
    if (manifest.captioner() == null) {
      throw new ModelBundleException(files.where() + ": this model does not caption");
    }
    DecoderConfig config = ManifestJson.config(manifest.captioner().decoder(), files.where());
    String name = manifest.captioner().weights();
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (SafetensorsFile file = SafetensorsFile.read(files.get(name), files.where() + "!" + name)) {
      for (Map.Entry<String, int[]> entry : CaptionNetwork.weightShapes(config).entrySet()) {
        int[] shape = entry.getValue();
        weights.put(entry.getKey(), file.floats(entry.getKey(), List.of(shape[0], shape[1])));
      }
    }
    return CaptionNetwork.restore(config, weights);
  }
}
