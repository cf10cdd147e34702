package org.showtell.app.training.keywords;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.ContentWords;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.DetectorExamples;
import org.showtell.decoder.keywords.DetectorTraining;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.ImageClassifier;

/**
 * Trains the word detector on captions, and detects the words of the captioner's training images
 * with detectors that were not trained on them (cross-fitting in five folds).
 */
public final class WordLearning {
  /** With more epochs the detector knows its own images too well. */
  static final int EPOCHS = 6;

  private static final double AVERAGE_DECAY = 0.99;
  private static final int FOLDS = 5;

  private final TrainingReport report;
  private final long seed;
  private final BooleanSupplier stop;

  /** Training that ends early when {@code stop} says so. */
  public WordLearning(TrainingReport report, long seed, BooleanSupplier stop) {
    this.report = report;
    this.seed = seed;
    this.stop = stop;
  }

  /**
   * A trained detector, and what it gives the captioner to train on.
   *
   * @param detected words of each training image, by detectors that were not trained on it
   * @param noise how the words of sentences are made to look detected
   */
  public record Detections(KeywordParts parts, DetectedWords detected, DetectionNoise noise) {

    /** The same with another least probability of a keyword. */
    public Detections withThreshold(double threshold) {
      return new Detections(parts.withThreshold(threshold), detected, noise);
    }

    /** The same for a captioner of these words. */
    public Detections withForms(Vocabulary words) {
      return new Detections(parts.withForms(words), detected, noise);
    }

    /** The training images' features together with their words. */
    public FeatureSource with(FeatureSource features) {
      return new WordFeatures(features, detected);
    }
  }

  private record WordFeatures(FeatureSource features, DetectedWords words)
      implements FeatureSource.Forwarding {
    private WordFeatures {
      if (words.photos() != features.images()) {
        throw new IllegalArgumentException(
            "words must be of %d images, but got %d".formatted(features.images(), words.photos()));
      }
    }

    @Override
    public DetectedWords words(int[] images) {
      return DetectorImages.rows(words, images);
    }
  }

  /**
   * Trains a detector and its folds, or reads what an earlier run on the same data kept.
   *
   * @param features grids
   * @param sentences without images, for the choice of words
   * @param slots K, words of an image that the captioner attends to
   * @param folder where the result is kept
   */
  public Detections train(
      CaptionDataset dataset,
      CachedFeatures features,
      List<String> sentences,
      int slots,
      Path folder)
      throws IOException {
    DetectorImages images = new DetectorImages(dataset.examples(), features.train());
    KeywordVocabulary vocabulary = images.vocabulary(sentences);
    WordStore store =
        new WordStore(folder, dataset.contentHash(), features.hash(), vocabulary, seed);
    DetectorConfig config = config(vocabulary, features);
    if (store.exists()) {
      report.note("word detector: " + vocabulary.size() + " words, learnt before");
      WordStore.Kept kept = store.read(config, slots);
      return detections(parts(config, kept.weights(), vocabulary, features), images, kept, slots);
    }
    float[][] summaries = images.summaries(features.classifier());
    DetectorExamples examples = images.examples(vocabulary, summaries);
    noteSizes(config, images);
    Progress progress = new Progress(FOLDS + 1);
    try (WordDetector detector =
        new DetectorTraining(config, trainer()).train(examples, progress, stop)) {
      checkFinished("the captioner was not begun");
      KeywordParts parts = parts(config, detector.weights(), vocabulary, features);
      return crossFit(parts, images, store, summaries, examples, slots, progress);
    }
  }

  /**
   * The detector alone, the same as {@link #train} gives.
   *
   * @throws IOException if it is stopped before it is trained
   */
  public KeywordParts detector(
      CaptionDataset dataset, CachedFeatures features, List<String> sentences) throws IOException {
    DetectorImages images = new DetectorImages(dataset.examples(), features.train());
    KeywordVocabulary vocabulary = images.vocabulary(sentences);
    DetectorConfig config = config(vocabulary, features);
    DetectorExamples examples =
        images.examples(vocabulary, images.summaries(features.classifier()));
    noteSizes(config, images);
    try (WordDetector detector =
        new DetectorTraining(config, trainer()).train(examples, new Progress(1), stop)) {
      checkFinished("nothing was written");
      return parts(config, detector.weights(), vocabulary, features);
    }
  }

  /** The folds of a detector that is trained, or what an earlier run on the same data kept. */
  public Detections known(
      KeywordParts parts, CaptionDataset dataset, CachedFeatures features, int slots, Path folder)
      throws IOException {
    WordStore store =
        new WordStore(folder, dataset.contentHash(), features.hash(), parts.vocabulary(), seed);
    DetectorImages images = new DetectorImages(dataset.examples(), features.train());
    if (store.exists()) {
      return detections(parts, images, store.read(parts.config(), slots), slots);
    }
    float[][] summaries = images.summaries(features.classifier());
    DetectorExamples examples = images.examples(parts.vocabulary(), summaries);
    return crossFit(parts, images, store, summaries, examples, slots, new Progress(FOLDS));
  }

  /** Keeps what detectors say of images that they were not trained on, and how wrong they are. */
  private Detections crossFit(
      KeywordParts parts,
      DetectorImages images,
      WordStore store,
      float[][] summaries,
      DetectorExamples examples,
      int slots,
      Progress progress)
      throws IOException {
    float[][] scores =
        new DetectorTraining(parts.config(), trainer()).crossFit(examples, FOLDS, progress, stop);
    checkFinished("the captioner was not begun");
    Map<String, float[]> byContent = new LinkedHashMap<>();
    List<String> contents = images.contents();
    for (int image = 0; image < scores.length; image++) {
      scores[image] = PhotoWords.scores(scores[image], summaries[image], parts);
      byContent.put(WordStore.shortened(contents.get(image)), scores[image]);
    }
    DetectionNoise noise = DetectorImages.noise(PhotoWords.top(scores, slots), examples);
    store.write(new WordStore.Kept(parts.weights(), byContent, noise));
    // As it was rounded: a run that resumes must train on the very same numbers.
    return detections(parts, images, store.read(parts.config(), slots), slots);
  }

  private static Detections detections(
      KeywordParts parts, DetectorImages images, WordStore.Kept kept, int slots) {
    float[][] scores =
        images.contents().stream()
            .map(content -> kept.scores().get(WordStore.shortened(content)))
            .toArray(float[][]::new);
    return new Detections(parts, images.ofDataset(PhotoWords.top(scores, slots)), kept.noise());
  }

  /** A detector that was stopped half-way must not be kept for later runs. */
  private void checkFinished(String consequence) throws IOException {
    if (stop.getAsBoolean()) {
      throw new IOException("Interrupted while the word detector was trained; " + consequence);
    }
  }

  private static DetectorConfig config(KeywordVocabulary vocabulary, CachedFeatures features) {
    return new DetectorConfig(
        vocabulary.size(),
        features.train().size(),
        features.classifier().map(ImageClassifier::classes).orElse(0));
  }

  private static KeywordParts parts(
      DetectorConfig config,
      Map<String, float[]> weights,
      KeywordVocabulary vocabulary,
      CachedFeatures features) {
    List<String> labels = ClassWords.imageNetLabels();
    Optional<ClassWords> classes =
        features
            .classifier()
            .filter(classifier -> classifier.classes() == labels.size())
            .map(classifier -> ClassWords.ofLabels(labels, vocabulary));
    return new KeywordParts(
        config, weights, vocabulary, classes.orElse(null), null, DevKeywords.USUAL_THRESHOLD);
  }

  private TrainerConfig trainer() {
    return new TrainerConfig(
        128,
        new TrainerConfig.Optimiser(3e-4, 1, 0, 1e6, TrainerConfig.Schedule.DECAY, 0.3),
        new TrainerConfig.Regularisation(0, AVERAGE_DECAY),
        new TrainerConfig.Stopping(EPOCHS, 0),
        seed);
  }

  private void noteSizes(DetectorConfig config, DetectorImages images) {
    report.note(
        String.format(
            Locale.ROOT,
            "word detector: %d words of %d photos; %d parameters",
            config.words(),
            images.size(),
            config.parameterCount()));
  }

  /** The detectors of all folds, one after the other. */
  private final class Progress implements TrainingLoop.Listener {
    private final int detectors;
    private int done;

    private Progress(int detectors) {
      this.detectors = detectors;
    }

    @Override
    public void onBatch(TrainingPosition position, int batches, double perSecond) {
      report.batch(
          position.epoch() + 1,
          EPOCHS,
          position.nextBatch(),
          batches,
          position.meanLoss(),
          perSecond);
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean best,
        Map<String, float[]> weights) {
      if (position.finished()) {
        report.note(
            String.format(
                Locale.ROOT,
                "word detector %d of %d: loss %.3f a photo",
                ++done,
                detectors,
                meanLoss));
      }
    }
  }

  /** A sentence's content words, each as the detector's number plus one. */
  public static int[] keywords(List<String> tokens, KeywordVocabulary vocabulary) {
    return ContentWords.english().of(tokens).stream()
        .mapToInt(vocabulary::index)
        .filter(word -> word >= 0)
        .map(word -> word + 1)
        .toArray();
  }
}
