package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.CaptionerEntry;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.app.bundle.ModelManifest.LabelsEntry;
import org.showtell.app.bundle.ModelManifest.VqaEntry;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.label.LabelConfig;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * A model as it is stored: its manifest, vocabulary and weights, checked against each other.
 * Immutable; encoders and networks are built from it and closed by the caller.
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
  static final String LABELS = "labels.safetensors";

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
          KEYWORD_FORMS,
          LABELS);

  /** An old name of {@code small-vgg}. */
  private static final String OLD_SMALL_VGG = "starter";

  private final BundleFiles files;
  private final ModelManifest manifest;
  private final Vocabulary vocabulary; // null without a captioner
  private final Vocabulary questionWords; // null without an answering network
  private final AnswerList answers; // null without an answering network

  private ModelBundle(BundleFiles files) throws IOException {
    this.files = files;
    manifest = ManifestJson.read(files.get(MANIFEST), files.where());
    CaptionerEntry captioner = manifest.captioner();
    VqaEntry vqa = manifest.vqa();
    for (ModelManifest.Part part : manifest.parts().toList()) {
      String found = part.weights() == null ? null : ContentHash.sha256(files.get(part.weights()));
      if (found != null && !found.equalsIgnoreCase(part.sha256())) {
        throw files.wrong(
            "the SHA-256 of %s must be %s, but got %s; the bundle is damaged, get it again",
            part.weights(), part.sha256(), found);
      }
    }
    if (captioner == null
        && vqa == null
        && manifest.keywords() == null
        && manifest.labels() == null) {
      throw files.wrong("%s must have captioner, vqa, keywords or labels, but got none", MANIFEST);
    }
    vocabulary = captioner == null ? null : words(VOCABULARY, captioner.decoder().vocabularySize());
    questionWords = vqa == null ? null : words(QUESTION_WORDS, vqa.network().vocabularySize());
    answers = vqa == null ? null : AnswerList.read(files, ANSWERS, vqa.network().answers());
  }

  private Vocabulary words(String file, int expected) throws IOException {
    Vocabulary words = Vocabulary.read(new ByteArrayInputStream(files.get(file)));
    if (words.size() != expected) {
      throw files.wrong("%s must have %d words, but got %d", file, expected, words.size());
    }
    return words;
  }

  /** Reads a bundle from a folder or a zip file. */
  public static ModelBundle read(Path path) throws IOException {
    return new ModelBundle(BundleFiles.read(path));
  }

  /** Reads a zipped bundle from a stream, which stays open. */
  public static ModelBundle read(InputStream zip, String where) throws IOException {
    return new ModelBundle(BundleFiles.zip(zip, where));
  }

  /** A bundle that ships on the class path. */
  static ModelBundle shipped(String name) throws IOException {
    return new ModelBundle(BundleFiles.classPath(name));
  }

  /** What {@code model.json} says. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** What records call the model. */
  public String name() {
    return manifest.name();
  }

  /** The words of captions; null for a model that does not caption. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The words of questions; null for a model that does not answer. */
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

  /** The encoder, with weights that are not in the bundle in their usual places. */
  public ImageEncoder openEncoder() throws IOException {
    return openEncoder(EncoderWeights.standard());
  }

  /**
   * The encoder with its weights.
   *
   * @param others where weights are that are not in the bundle
   * @throws ModelBundleException if they are missing or not those that the model was trained with
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
    String expected = manifest.encoder().sha256();
    String found = encoder.spec().weightsHash();
    if (!found.equals(expected)) {
      encoder.close();
      throw new ModelBundleException(
          ("%s was trained with other weights of %s than %s has: their SHA-256 must be %s (%s),"
                  + " but got %s")
              .formatted(
                  files.where(),
                  preset.name(),
                  file,
                  expected,
                  manifest.encoder().source(),
                  found));
    }
    return encoder;
  }

  /** The grid if all networks read it, which saves a vector's dense layers. */
  private FeatureKind featureKind() throws ModelBundleException {
    boolean captions =
        manifest.captioner() == null
            || ManifestJson.config(manifest.captioner().decoder(), files.where()).attends();
    boolean answers = manifest.vqa() == null || answererConfig().image().use() != ImageUse.VECTOR;
    return captions && answers && manifest.labels() == null ? FeatureKind.GRID : FeatureKind.VECTOR;
  }

  /** The encoder's weight file as it is, to carry into another bundle. */
  public byte[] encoderWeights() throws ModelBundleException {
    return files.get(manifest.encoder().weights());
  }

  /** The caption network; refused if there is none or its weights do not fit. */
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
    String other = manifest.labels() != null ? "labels videos" : "detects keywords alone";
    other = manifest.vqa() != null ? "answers questions" : other;
    return files.wrong(
        "this model does not caption, it %s; name one that captions, the starter does", other);
  }

  /** The answering network; refused if there is none or its weights do not fit. */
  public VqaNetwork openAnswerer() throws IOException {
    VqaConfig config = answererConfig();
    return VqaNetwork.restore(
        config, weights(manifest.vqa().weights(), VqaNetwork.weightShapes(config)));
  }

  /** What the answering network is made of; refused if there is none. */
  public VqaConfig answererConfig() throws ModelBundleException {
    if (manifest.vqa() == null) {
      throw files.wrong(
          "this model does not answer questions; name one that does with -m, or train one with"
              + " showtell train vqa");
    }
    return ManifestJson.config(manifest.vqa().network(), files.where());
  }

  /** What the labelling network is; refused if there is none. */
  public LabelsEntry labels() throws ModelBundleException {
    if (manifest.labels() == null) {
      throw files.wrong(
          "this model gives no labels; name one with -m that showtell train label has made");
    }
    return manifest.labels();
  }

  /** The labelling network; refused if there is none or its weights do not fit. */
  public LabelNetwork openLabels() throws IOException {
    LabelConfig config = ManifestJson.config(labels(), files.where());
    return LabelNetwork.restore(
        config, weights(labels().weights(), LabelNetwork.weightShapes(config)));
  }

  /** Whether there is a word detector. */
  public boolean detectsWords() {
    return manifest.keywords() != null;
  }

  /** The word detector's parts; refused if there is none or its files do not fit. */
  public KeywordParts keywords() throws IOException {
    KeywordsEntry entry = manifest.keywords();
    if (entry == null) {
      throw files.wrong(
          "this model detects no keywords; name one that does with -m, the starter does");
    }
    DetectorConfig config = ManifestJson.config(entry, files.where());
    return KeywordParts.read(
        files, entry, config, weights(entry.weights(), WordDetector.weightShapes(config)));
  }

  /** The detection of words in images that the model's own encoder has encoded. */
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

  /** All files as they are. */
  Map<String, byte[]> contents() {
    return files.all();
  }

  /** The files of the captioner, the word detector and the encoder as they are. */
  Map<String, byte[]> captionerFiles() throws ModelBundleException {
    Map<String, byte[]> kept = new LinkedHashMap<>();
    kept.put(VOCABULARY, files.get(VOCABULARY));
    kept.put(CAPTIONER, files.get(manifest.captioner().weights()));
    if (manifest.keywords() != null) {
      kept.put(KEYWORDS, files.get(manifest.keywords().weights()));
      for (String name : List.of(KEYWORD_LIST, KEYWORD_FORMS, CLASS_WORDS)) {
        if (files.has(name)) {
          kept.put(name, files.get(name));
        }
      }
    }
    if (manifest.encoder().weights() != null) {
      kept.put(ENCODER, encoderWeights());
    }
    return kept;
  }
}
