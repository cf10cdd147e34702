package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.keywords.CachedWordScores;
import org.showtell.dataset.QuestionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.decoder.vqa.VqaTask;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/** Images that a ready encoder sees once; its features are kept on disk. */
final class CachedFeatures implements VqaImages {
  /** Enough for a mean and a deviation; all of a large dataset's grids would take minutes. */
  private static final int STATISTICS_IMAGES = 2000;

  private final EncoderSource source;
  private final String encoderHash;
  private final int memorySize;
  private final List<DatasetFeatures> open; // none for a blind network
  private final FeatureSource train; // null for a blind network
  private final FeatureSource dev; // null for a blind network
  private final CachedWordScores scores; // null for a network that reads no words

  private CachedFeatures(
      EncoderSource source,
      String encoderHash,
      int memorySize,
      List<DatasetFeatures> open,
      FeatureSource train,
      FeatureSource dev,
      CachedWordScores scores) {
    this.source = source;
    this.encoderHash = encoderHash;
    this.memorySize = memorySize;
    this.open = open;
    this.train = train;
    this.dev = dev;
    this.scores = scores;
  }

  static CachedFeatures open(
      VqaTrainingConfig config, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    TrainingFiles files = config.files();
    EncoderSource source = EncoderSource.of(files.encoder(), files.encoderWeights());
    FeatureKind kind = BundleAnswerer.kind(config.network().image());
    KeywordParts parts = // before hours of encoding
        config.network().image() == ImageUse.WORDS
            ? ModelCatalog.open(files.encoder()).keywords()
            : null;
    try (ImageEncoder encoder = source.open(kind)) {
      String hash = encoder.spec().weightsHash();
      if (config.network().image() == ImageUse.NONE) {
        return new CachedFeatures(
            source, hash, encoder.spec().size(kind), List.of(), null, null, null);
      }
      FeatureExtraction extraction = new FeatureExtraction(encoder, kind, files.features());
      if (parts == null) {
        DatasetFeatures ofTrain = features(extraction, train, report);
        DatasetFeatures ofDev = features(extraction, dev, report);
        List<DatasetFeatures> open = List.of(ofTrain, ofDev);
        return new CachedFeatures(
            source, hash, encoder.spec().size(kind), open, ofTrain, ofDev, null);
      }
      try (PhotoWords detection = new PhotoWords(parts, encoder.classifier())) {
        CachedWordScores scores = new CachedWordScores(files.features(), parts, detection, hash);
        if (config.text().file() != null) {
          scores.requireMistakes(); // before hours of encoding, too
        }
        DatasetFeatures ofTrain = features(extraction, train, report);
        DatasetFeatures ofDev = features(extraction, dev, report);
        List<DatasetFeatures> open = List.of(ofTrain, ofDev);
        int size = encoder.spec().size(kind) + parts.vocabulary().size();
        return new CachedFeatures(
            source, hash, size, open, scores.vectors(ofTrain), scores.vectors(ofDev), scores);
      }
    }
  }

  private static DatasetFeatures features(
      FeatureExtraction extraction, QuestionDataset dataset, TrainingReport report)
      throws IOException {
    List<String> files = VqaTrainingData.files(dataset.examples());
    DatasetFeatures features =
        extraction.extract(files, dataset.images(), done -> report.encoded(done, files.size()));
    features.failuresInShort().forEach(report::note);
    return features;
  }

  @Override
  public FeatureSource train() {
    return train;
  }

  @Override
  public FeatureSource withSentences(List<List<String>> sentences, long seed) {
    return scores == null
        ? VqaImages.super.withSentences(sentences, seed)
        : scores.withSentences(train, sentences, seed);
  }

  @Override
  public FeatureSource dev() {
    return dev;
  }

  @Override
  public int memorySize() {
    return memorySize;
  }

  @Override
  public String encoderHash() {
    return encoderHash + " " + source.preset().preprocessing();
  }

  @Override
  public VqaNetwork fresh(VqaConfig network, long seed) {
    VqaNetwork fresh = VqaNetwork.fresh(network, new SplittableRandom(seed));
    if (train != null) {
      FeatureStandardisation seen = FeatureStandardisation.of(train, STATISTICS_IMAGES);
      fresh.setMemoryScale(seen.mean(), seen.scale());
    }
    return fresh;
  }

  @Override
  public TrainingLoop.Task task(
      VqaNetwork network, VqaExamples examples, double labelSmoothing, double[] drawn) {
    return new VqaTask(network, examples, labelSmoothing, drawn);
  }

  @Override
  public TrainerConfig trainer(TrainerConfig asked, VqaExamples examples) {
    return asked;
  }

  @Override
  public void see(Map<String, float[]> weights) {
    // The features do not depend on what is learnt.
  }

  @Override
  public EncoderFile encoder(Map<String, float[]> weights) {
    return new EncoderFile(source.entry(encoderHash), source.carriedWeights());
  }

  @Override
  public void close() throws IOException {
    for (DatasetFeatures features : open) {
      features.close();
    }
  }
}
