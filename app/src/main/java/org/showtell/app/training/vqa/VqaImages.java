package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.TrainableFeatures;
import org.showtell.app.training.TrainingFeatures;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.keywords.CachedWordScores;
import org.showtell.dataset.QuestionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;

/**
 * What an answering network reads of the images of a run.
 *
 * @param features the source, which this closes
 * @param train features as the network reads them; null for a blind network
 * @param dev the same of dev
 * @param size D
 * @param words scores of detected words; null for a network that reads none
 */
record VqaImages(
    TrainingFeatures features,
    FeatureSource train,
    FeatureSource dev,
    int size,
    CachedWordScores words)
    implements AutoCloseable {

  /** As the run's settings ask for. */
  static VqaImages open(
      VqaTrainingConfig config, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    return config.own() == null
        ? cached(config, train, dev, report)
        : trainable(config, train, dev, report);
  }

  private static VqaImages trainable(
      VqaTrainingConfig config, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    EncoderPreset preset = config.own().preset();
    TrainableFeatures features =
        new TrainableFeatures(
            preset,
            decoded(train, preset, report),
            decoded(dev, preset, report),
            new TrainableFeatures.Start(null, "", config.trainer().seed()),
            new TrainableFeatures.Augmentation(config.own().shift(), false));
    int size = preset.vgg().gridSize();
    return new VqaImages(features, features.train(), features.dev(), size, null);
  }

  private static DecodedImages decoded(
      QuestionDataset dataset, EncoderPreset preset, TrainingReport report) throws IOException {
    return DecodedImages.read(
        VqaTrainingData.files(dataset.examples()),
        dataset.images(),
        preset.preprocessing(),
        report);
  }

  private static VqaImages cached(
      VqaTrainingConfig config, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    TrainingFiles.Encoder files = config.files().encoder();
    EncoderSource source = EncoderSource.of(files.name(), files.weights());
    ImageUse use = config.network().image();
    FeatureKind kind = BundleAnswerer.kind(use);
    KeywordParts parts = use == ImageUse.WORDS ? ModelCatalog.open(files.name()).keywords() : null;
    try (ImageEncoder encoder = source.open(kind)) {
      String hash = encoder.spec().weightsHash();
      int size = encoder.spec().size(kind);
      if (use == ImageUse.NONE) {
        CachedFeatures none = new CachedFeatures(source, hash, Optional.empty(), null, null);
        return new VqaImages(none, null, null, size, null);
      }
      FeatureExtraction extraction = new FeatureExtraction(encoder, kind, files.features());
      if (parts == null) {
        CachedFeatures features = cached(source, encoder, extraction, train, dev, report);
        return new VqaImages(features, features.train(), features.dev(), size, null);
      }
      try (PhotoWords detection = new PhotoWords(parts, encoder.classifier())) {
        CachedWordScores words = new CachedWordScores(files.features(), parts, detection, hash);
        if (config.files().text().file() != null) {
          words.requireMistakes(); // before hours of encoding
        }
        CachedFeatures features = cached(source, encoder, extraction, train, dev, report);
        return new VqaImages(
            features,
            words.vectors(features.train()),
            words.vectors(features.dev()),
            size + parts.vocabulary().size(),
            words);
      }
    }
  }

  private static CachedFeatures cached(
      EncoderSource source,
      ImageEncoder encoder,
      FeatureExtraction extraction,
      QuestionDataset train,
      QuestionDataset dev,
      TrainingReport report)
      throws IOException {
    return new CachedFeatures(
        source,
        encoder.spec().weightsHash(),
        encoder.classifier(),
        extract(extraction, train, report),
        extract(extraction, dev, report));
  }

  private static DatasetFeatures extract(
      FeatureExtraction extraction, QuestionDataset dataset, TrainingReport report)
      throws IOException {
    List<String> files = VqaTrainingData.files(dataset.examples());
    DatasetFeatures features =
        extraction.extract(files, dataset.images(), done -> report.encoded(done, files.size()));
    features.failuresInShort().forEach(report::note);
    return features;
  }

  /**
   * The training images, and behind them sentences, given as their words.
   *
   * @throws IllegalArgumentException if the network does not read detected words
   */
  FeatureSource withSentences(List<List<String>> sentences, long seed) {
    if (words == null) {
      throw new IllegalArgumentException(
          "text is for a network that reads detected words, but got one that does not; leave out"
              + " the text");
    }
    return words.withSentences(train, sentences, seed);
  }

  @Override
  public void close() throws IOException {
    features.close();
  }
}
