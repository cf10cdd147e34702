package org.showtell.app.training.keywords;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.ContentWords;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.keywords.KeywordVocabularyBuilder;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.DetectorExamples;
import org.showtell.decoder.keywords.DetectorTraining;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.encoder.ImageClassifier;

/**
 * Learns which words fit a photo from captions, and what a detector that never saw the photos says
 * of those that the captioner learns from (cross-fitting in five folds).
 */
public final class WordLearning {
  /** How often each photo is learnt from: with more the detector knows its own photos too well. */
  public static final int EPOCHS = 6;

  /** Of the moving average of the weights, which is what is kept. */
  private static final double AVERAGE_DECAY = 0.99;

  private static final int FOLDS = 5;
  private static final int MIN_PHOTOS = 40;
  private static final int MIN_SENTENCES = 150;
  private static final int MOST_WORDS = 1000;

  private final TrainingReport report;
  private final long seed;
  private final BooleanSupplier stop;

  /** Learning that tells what it does, and ends early when asked. */
  public WordLearning(TrainingReport report, long seed, BooleanSupplier stop) {
    this.report = report;
    this.seed = seed;
    this.stop = stop;
  }

  /**
   * What was learnt.
   *
   * @param parts of the detector
   * @param detected words of each training image, by detectors that did not learn from it
   * @param noise how the words of sentences are made to look detected
   */
  public record Learnt(KeywordParts parts, DetectedWords detected, DetectionNoise noise) {

    /** The same with another least probability of a keyword. */
    public Learnt withThreshold(double threshold) {
      return new Learnt(parts.withThreshold(threshold), detected, noise);
    }

    /** The same for a captioner of these words. */
    public Learnt withForms(Vocabulary words) {
      return new Learnt(parts.withForms(words), detected, noise);
    }
  }

  /**
   * Learns.
   *
   * @param dataset images and what people said of them
   * @param features of the same images, grids
   * @param sentences without photos, for the choice of words
   * @param classifier of the encoder that gave the features
   * @param slots K, words of an image that the captioner will be shown
   * @param folder where the result is kept beside the features
   * @param encoder hash of the encoder
   */
  public Learnt learn(
      CaptionDataset dataset,
      DatasetFeatures features,
      List<String> sentences,
      Optional<ImageClassifier> classifier,
      int slots,
      Path folder,
      String encoder)
      throws IOException {
    List<CaptionedImage> images = dataset.examples();
    DetectorImages photos = new DetectorImages(images, features);
    KeywordVocabulary vocabulary = vocabulary(photos, sentences);
    WordStore store = new WordStore(folder, dataset.contentHash(), encoder, vocabulary, seed);
    DetectorConfig config = config(vocabulary, features, classifier);
    if (store.exists()) {
      WordStore.Kept kept = store.read(config, slots);
      report.note("word detector: " + vocabulary.size() + " words, learnt before");
      KeywordParts parts = parts(config, kept.weights(), vocabulary, classifier);
      return new Learnt(parts, detected(photos, kept, images.size(), slots), kept.noise());
    }
    float[][] summaries = photos.summaries(classifier);
    DetectorExamples examples = photos.examples(vocabulary, summaries);
    noteSizes(config, photos);
    DetectorProgress progress = new DetectorProgress(report, FOLDS + 1);
    try (WordDetector detector =
        new DetectorTraining(config, trainer()).train(examples, progress, stop)) {
      checkWhole();
      KeywordParts parts = parts(config, detector.weights(), vocabulary, classifier);
      store.write(crossFitted(parts, photos, summaries, examples, slots, progress));
      // As it was rounded: a run that goes on later must learn from the very same numbers.
      WordStore.Kept kept = store.read(config, slots);
      return new Learnt(parts, detected(photos, kept, images.size(), slots), kept.noise());
    }
  }

  /** A detector that was stopped half-way must not be kept for later runs. */
  private void checkWhole() throws IOException {
    if (stop.getAsBoolean()) {
      throw new IOException(
          "Interrupted while the word detector learnt; nothing of the captioner was learnt yet");
    }
  }

  /**
   * Learns the detector alone, the same as {@link #learn} does beside what it says of its own
   * photos.
   *
   * @param dataset images and what people said of them
   * @param features of the same images, grids
   * @param sentences without photos, for the choice of words
   * @param classifier of the encoder that gave the features
   * @throws IOException if it is stopped before it has learnt
   */
  public KeywordParts detector(
      CaptionDataset dataset,
      DatasetFeatures features,
      List<String> sentences,
      Optional<ImageClassifier> classifier)
      throws IOException {
    DetectorImages photos = new DetectorImages(dataset.examples(), features);
    KeywordVocabulary vocabulary = vocabulary(photos, sentences);
    DetectorConfig config = config(vocabulary, features, classifier);
    DetectorExamples examples = photos.examples(vocabulary, photos.summaries(classifier));
    noteSizes(config, photos);
    DetectorTraining training = new DetectorTraining(config, trainer());
    try (WordDetector detector = training.train(examples, new DetectorProgress(report, 1), stop)) {
      if (stop.getAsBoolean()) {
        throw new IOException("Interrupted while the word detector learnt; nothing was written");
      }
      return parts(config, detector.weights(), vocabulary, classifier);
    }
  }

  private static DetectorConfig config(
      KeywordVocabulary vocabulary,
      DatasetFeatures features,
      Optional<ImageClassifier> classifier) {
    return new DetectorConfig(
        vocabulary.size(), features.size(), classifier.map(ImageClassifier::classes).orElse(0));
  }

  private void noteSizes(DetectorConfig config, DetectorImages photos) {
    report.note(
        String.format(
            Locale.ROOT,
            "word detector: %d words of %d photos; %d parameters",
            config.words(),
            photos.size(),
            config.parameterCount()));
  }

  private static Map<String, float[]> byContent(DetectorImages photos, float[][] scores) {
    Map<String, float[]> byContent = new LinkedHashMap<>();
    List<String> contents = photos.contents();
    for (int photo = 0; photo < scores.length; photo++) {
      byContent.put(WordStore.shortened(contents.get(photo)), scores[photo]);
    }
    return byContent;
  }

  private static DetectedWords detected(
      DetectorImages photos, WordStore.Kept kept, int images, int slots) {
    float[][] scores =
        photos.contents().stream()
            .map(content -> kept.scores().get(WordStore.shortened(content)))
            .toArray(float[][]::new);
    return ofImages(photos, images, PhotoWords.top(scores, slots));
  }

  /**
   * A detector that has learnt, and what detectors of the same words say of a training set that
   * they did not learn from: kept from when the detector learnt from the same images, or learnt
   * now.
   */
  public Learnt known(
      KeywordParts parts,
      CaptionDataset dataset,
      DatasetFeatures features,
      Optional<ImageClassifier> classifier,
      int slots,
      Path folder,
      String encoder)
      throws IOException {
    WordStore store =
        new WordStore(folder, dataset.contentHash(), encoder, parts.vocabulary(), seed);
    if (store.exists()) {
      WordStore.Kept kept = store.read(parts.config(), slots);
      DetectorImages same = new DetectorImages(dataset.examples(), features);
      return new Learnt(
          parts, detected(same, kept, dataset.examples().size(), slots), kept.noise());
    }
    DetectorImages photos = new DetectorImages(dataset.examples(), features);
    float[][] summaries = photos.summaries(classifier);
    DetectorExamples examples = photos.examples(parts.vocabulary(), summaries);
    store.write(
        crossFitted(
            parts, photos, summaries, examples, slots, new DetectorProgress(report, FOLDS)));
    WordStore.Kept kept = store.read(parts.config(), slots);
    return new Learnt(
        parts, detected(photos, kept, dataset.examples().size(), slots), kept.noise());
  }

  /** What detectors say of photos that they did not learn from, and how wrong they are. */
  private WordStore.Kept crossFitted(
      KeywordParts parts,
      DetectorImages photos,
      float[][] summaries,
      DetectorExamples examples,
      int slots,
      DetectorProgress progress)
      throws IOException {
    float[][] scores =
        new DetectorTraining(parts.config(), trainer()).crossFit(examples, FOLDS, progress, stop);
    checkWhole();
    for (int photo = 0; photo < scores.length; photo++) {
      scores[photo] = PhotoWords.scores(scores[photo], summaries[photo], parts);
    }
    DetectedWords ofPhotos = PhotoWords.top(scores, slots);
    return new WordStore.Kept(
        parts.weights(), byContent(photos, scores), noise(ofPhotos, examples, slots));
  }

  private static KeywordParts parts(
      DetectorConfig config,
      Map<String, float[]> weights,
      KeywordVocabulary vocabulary,
      Optional<ImageClassifier> classifier) {
    return new KeywordParts(
        config, weights, vocabulary, classes(classifier, vocabulary), null, KeywordThreshold.USUAL);
  }

  private TrainerConfig trainer() {
    return new TrainerConfig(
        128,
        new TrainerConfig.Optimiser(3e-4, 1, 0, 1e6, TrainerConfig.Schedule.DECAY, 0.3),
        new TrainerConfig.Regularisation(0, AVERAGE_DECAY),
        new TrainerConfig.Stopping(EPOCHS, 0),
        seed);
  }

  private static KeywordVocabulary vocabulary(DetectorImages photos, List<String> sentences) {
    CaptionTokenizer tokenizer = new CaptionTokenizer();
    KeywordVocabularyBuilder builder = new KeywordVocabularyBuilder();
    for (int photo = 0; photo < photos.size(); photo++) {
      builder.addPhoto(photos.captions(photo));
    }
    sentences.forEach(sentence -> builder.addSentence(tokenizer.tokenize(sentence)));
    List<String> nouns = ClassWords.nouns(ClassWords.imageNetLabels());
    // A small album has no word forty times; what half a hundredth of its photos have is a word.
    int least = Math.min(MIN_PHOTOS, Math.max(2, photos.size() / 200));
    try {
      return builder.build(least, MIN_SENTENCES, MOST_WORDS, nouns);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              "Expected content words that captions of at least %d photos share but got none in %d"
                  + " photos; add photos, or train without a word detector (--like attend)",
              least, photos.size()),
          e);
    }
  }

  private static ClassWords classes(
      Optional<ImageClassifier> classifier, KeywordVocabulary vocabulary) {
    List<String> labels = ClassWords.imageNetLabels();
    return classifier.isPresent() && classifier.get().classes() == labels.size()
        ? ClassWords.ofLabels(labels, vocabulary)
        : null;
  }

  /** Per image of the dataset, from those per photo; none where an image could not be read. */
  private static DetectedWords ofImages(DetectorImages photos, int images, DetectedWords ofPhotos) {
    int slots = ofPhotos.slots();
    int[] ids = new int[images * slots];
    float[] probabilities = new float[ids.length];
    for (int image = 0; image < images; image++) {
      int photo = photos.photo(image);
      if (photo >= 0) {
        System.arraycopy(ofPhotos.ids(), photo * slots, ids, image * slots, slots);
        System.arraycopy(
            ofPhotos.probabilities(), photo * slots, probabilities, image * slots, slots);
      }
    }
    return new DetectedWords(images, slots, ids, probabilities);
  }

  /** Of photos that were described often enough to know which words are wrong. */
  private static DetectionNoise noise(
      DetectedWords detected, DetectorExamples examples, int slots) {
    List<Float> right = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    List<Float> wrongProbabilities = new ArrayList<>();
    for (int photo = 0; photo < examples.size(); photo++) {
      int[] used = examples.words()[photo];
      for (int k = photo * slots; k < (photo + 1) * slots; k++) {
        int word = detected.ids()[k] - 1;
        if (word >= 0 && IntStream.of(used).anyMatch(other -> other == word)) {
          right.add(detected.probabilities()[k]);
        } else if (word >= 0 && examples.silence()[photo] == 1) {
          wrong.add(word + 1);
          wrongProbabilities.add(detected.probabilities()[k]);
        }
      }
    }
    if (right.isEmpty()) {
      right.add(PhotoWords.SHOWN);
    }
    return new DetectionNoise(
        slots,
        floats(right),
        wrong.stream().mapToInt(Integer::intValue).toArray(),
        floats(wrongProbabilities));
  }

  private static float[] floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  /** The detector's numbers plus one of a sentence's content words. */
  public static int[] keywords(List<String> tokens, KeywordVocabulary vocabulary) {
    return ContentWords.english().of(tokens).stream()
        .mapToInt(vocabulary::index)
        .filter(word -> word >= 0)
        .map(word -> word + 1)
        .toArray();
  }
}
