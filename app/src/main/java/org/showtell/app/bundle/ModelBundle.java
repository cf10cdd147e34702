package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
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
  static final String ANSWERER = "vqa.safetensors";
  static final String QUESTION_WORDS = "questions.txt";
  static final String ANSWERS = "answers.txt";
  static final String KEYWORDS = "keywords.safetensors";
  static final String KEYWORD_LIST = "keywords.txt";
  static final String CLASS_WORDS = "classes.txt";
  static final String KEYWORD_FORMS = "forms.txt";

  /** The names that this program writes. */
  static final List<String> FILES =
      List.of(
          MANIFEST,
          VOCABULARY,
          CARD,
          ENCODER,
          CAPTIONER,
          ANSWERER,
          QUESTION_WORDS,
          ANSWERS,
          KEYWORDS,
          KEYWORD_LIST,
          CLASS_WORDS,
          KEYWORD_FORMS);

  /** What {@code small-vgg} was called while the model that ships had such an encoder. */
  private static final String OLD_SMALL_VGG = "starter";

  private final BundleFiles files;
  private final ModelManifest manifest;
  private final Vocabulary vocabulary; // null without a captioner
  private final Vocabulary questionWords; // null without an answering network
  private final AnswerList answers; // null without an answering network

  private ModelBundle(BundleFiles files) throws IOException {
    this.files = files;
    manifest = ManifestJson.read(files.get(MANIFEST), files.where());
    checkHashes();
    if (manifest.captioner() == null && manifest.vqa() == null && manifest.keywords() == null) {
      throw new ModelBundleException(
          files.where()
              + ": expected captioner, vqa or keywords in "
              + MANIFEST
              + " but found none");
    }
    vocabulary =
        manifest.captioner() == null
            ? null
            : words(VOCABULARY, manifest.captioner().decoder().vocabularySize());
    questionWords =
        manifest.vqa() == null
            ? null
            : words(QUESTION_WORDS, manifest.vqa().network().vocabularySize());
    answers =
        manifest.vqa() == null
            ? null
            : AnswerList.read(files, ANSWERS, manifest.vqa().network().answers());
  }

  private Vocabulary words(String file, int expected) throws IOException {
    Vocabulary words;
    try (InputStream in = new ByteArrayInputStream(files.get(file))) {
      words = Vocabulary.read(in);
    }
    if (words.size() != expected) {
      throw new ModelBundleException(
          files.where()
              + ": expected "
              + expected
              + " words in "
              + file
              + " but found "
              + words.size());
    }
    return words;
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
    if (manifest.vqa() != null) {
      checkHash(manifest.vqa().weights(), manifest.vqa().sha256());
    }
    if (manifest.keywords() != null) {
      checkHash(manifest.keywords().weights(), manifest.keywords().sha256());
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

  /** Tokens of captions and their words; null for a model that does not caption. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Tokens of questions and their words; null for a model that does not answer. */
  public Vocabulary questionWords() {
    return questionWords;
  }

  /** What the model can answer; null for a model that does not answer. */
  public AnswerList answers() {
    return answers;
  }

  /** The model card, or an empty text. */
  public String card() throws ModelBundleException {
    return files.has(CARD) ? new String(files.get(CARD), StandardCharsets.UTF_8) : "";
  }

  /** Architecture and preprocessing of the encoder. */
  public EncoderPreset preset() throws ModelBundleException {
    try {
      String name = manifest.encoder().preset();
      String preset = name.equals(OLD_SMALL_VGG) ? "small-vgg" : name;
      return manifest.encoder().own() == null
          ? EncoderPreset.named(preset)
          : BundledEncoder.preset(preset, manifest.encoder().own());
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
      return EncoderWeights.open(file, preset);
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

  /**
   * What the networks read: the grid if one of them attends, which gives a vector's dense layers.
   */
  private FeatureKind featureKind() throws ModelBundleException {
    boolean captions =
        manifest.captioner() != null
            && ManifestJson.config(manifest.captioner().decoder(), files.where()).attends();
    boolean answers =
        manifest.vqa() != null
            && ManifestJson.config(manifest.vqa().network(), files.where()).image().use()
                != ImageUse.VECTOR;
    boolean both =
        (manifest.captioner() == null || captions) && (manifest.vqa() == null || answers);
    return both ? FeatureKind.GRID : FeatureKind.VECTOR;
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
      throw doesNotCaption();
    }
    DecoderConfig config = ManifestJson.config(manifest.captioner().decoder(), files.where());
    return CaptionNetwork.restore(
        config, weights(manifest.captioner().weights(), CaptionNetwork.weightShapes(config)));
  }

  /** Says that there is no caption network, what there is, and what to do. */
  ModelBundleException doesNotCaption() {
    String other = manifest.vqa() != null ? "answers questions" : "detects keywords alone";
    return new ModelBundleException(
        files.where()
            + ": this model does not caption, it "
            + other
            + "; name one that captions, the starter does");
  }

  /**
   * The answering network; the caller closes it.
   *
   * @throws ModelBundleException if there is none or its weights do not fit
   */
  public VqaNetwork openAnswerer() throws IOException {
    VqaConfig config = answererConfig();
    return VqaNetwork.restore(
        config, weights(manifest.vqa().weights(), VqaNetwork.weightShapes(config)));
  }

  /**
   * What the answering network is made of.
   *
   * @throws ModelBundleException if there is none
   */
  public VqaConfig answererConfig() throws ModelBundleException {
    if (manifest.vqa() == null) {
      throw new ModelBundleException(
          files.where()
              + ": this model does not answer questions; name one that does with -m, or train one:"
              + " showtell train vqa --data DATA -o mine.zip");
    }
    return ManifestJson.config(manifest.vqa().network(), files.where());
  }

  /** Whether there is a word detector. */
  public boolean detectsWords() {
    return manifest.keywords() != null;
  }

  /**
   * The word detector's parts.
   *
   * @throws ModelBundleException if there is none or its files do not fit
   */
  public KeywordParts keywords() throws IOException {
    KeywordsEntry entry = manifest.keywords();
    if (entry == null) {
      throw new ModelBundleException(
          files.where()
              + ": this model detects no keywords; name one that does with -m, the starter does");
    }
    DetectorConfig config = ManifestJson.config(entry, files.where());
    return KeywordFiles.read(
        files, entry, config, weights(entry.weights(), WordDetector.weightShapes(config)));
  }

  /**
   * The detection of words in photos; the caller closes it.
   *
   * @param encoder the model's own
   * @throws ModelBundleException if there is none or its files do not fit
   */
  public PhotoWords openKeywords(ImageEncoder encoder) throws IOException {
    try {
      return new PhotoWords(keywords(), encoder.classifier());
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(files.where() + ": " + e.getMessage(), e);
    }
  }

  private Map<String, float[]> weights(String name, Map<String, int[]> shapes) throws IOException {
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (SafetensorsFile file = SafetensorsFile.read(files.get(name), files.where() + "!" + name)) {
      for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
        int[] shape = entry.getValue();
        weights.put(entry.getKey(), file.floats(entry.getKey(), List.of(shape[0], shape[1])));
      }
    }
    return weights;
  }

  /** The files of the caption network and the encoder as they are, for another bundle. */
  Map<String, byte[]> captionerFiles() throws ModelBundleException {
    Map<String, byte[]> kept = new LinkedHashMap<>();
    kept.put(VOCABULARY, files.get(VOCABULARY));
    kept.put(CAPTIONER, files.get(manifest.captioner().weights()));
    if (manifest.keywords() != null) {
      kept.put(KEYWORDS, files.get(manifest.keywords().weights()));
      kept.put(KEYWORD_LIST, files.get(KEYWORD_LIST));
      if (files.has(KEYWORD_FORMS)) {
        kept.put(KEYWORD_FORMS, files.get(KEYWORD_FORMS));
      }
      if (manifest.keywords().classes() > 0) {
        kept.put(CLASS_WORDS, files.get(CLASS_WORDS));
      }
    }
    if (manifest.encoder().weights() != null) {
      kept.put(ENCODER, files.get(manifest.encoder().weights()));
    }
    return kept;
  }
}
