package org.showtell.app.training.keywords;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.app.training.DataName;
import org.showtell.app.training.LibraryVersion;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.dataset.text.SentenceFile;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.ImageEncoder;

/**
 * One {@code train keywords} run: a word detector and its threshold, in a bundle with the encoder
 * and without a captioner. The detector is the one that {@code train caption} learns from the same
 * data and seed.
 */
public final class KeywordTrainingRun {
  private static final int MOST_SENTENCES = 1_000_000;

  private final KeywordTrainingConfig config;
  private final TrainingReport report;
  private String encoderHash;
  private Optional<ImageClassifier> classifier = Optional.empty();

  /** A run that tells what it does to {@code report}. */
  public KeywordTrainingRun(KeywordTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Learns and writes the bundle.
   *
   * @param stop asked after each batch
   * @return the scores of each dev set, by its name
   * @throws IOException if it is stopped before the detector has learnt, or a file cannot be used
   */
  public Map<String, Map<String, Number>> run(BooleanSupplier stop) throws IOException {
    TrainingFiles files = config.files();
    EncoderSource source = EncoderSource.of(files.encoder(), files.encoderWeights());
    List<String> sentences =
        config.text() == null ? List.of() : SentenceFile.read(config.text(), MOST_SENTENCES);
    try (CaptionDataset train = CaptionData.openAll(config.data(), files.split());
        CaptionDataset dev = CaptionData.openAll(files.devSets(), files.devSplit());
        DatasetFeatures trainFeatures = features(source, train);
        DatasetFeatures devFeatures = features(source, dev)) {
      KeywordParts learnt =
          new WordLearning(report, config.seed(), stop)
              .detector(train, trainFeatures, sentences, classifier);
      DevKeywords keywords = new DevKeywords(dev, files.devSets(), devFeatures, learnt, classifier);
      KeywordThreshold threshold = keywords.threshold();
      report.note(threshold.note());
      Map<String, Map<String, Number>> scores = keywords.named(threshold.value());
      BundleWriter.detector(
              files.name(),
              source.entry(encoderHash),
              source.carriedWeights(),
              learnt.withThreshold(threshold.value()),
              provenance(train, dev, scores),
              files.terms(train.name()))
          .write(files.output());
      return scores;
    }
  }

  private DatasetFeatures features(EncoderSource source, CaptionDataset dataset)
      throws IOException {
    int total = dataset.examples().size();
    try (ImageEncoder encoder = source.open(FeatureKind.GRID)) {
      encoderHash = encoder.spec().weightsHash();
      classifier = encoder.classifier();
      DatasetFeatures features =
          new FeatureExtraction(encoder, FeatureKind.GRID, config.files().features())
              .extract(dataset, done -> report.encoded(done, total));
      features.failures().forEach(report::note);
      if (features.failures().size() == total) {
        features.close();
        throw new IOException(dataset.name() + ": none of its " + total + " images can be read");
      }
      return features;
    }
  }

  private Provenance provenance(
      CaptionDataset train, CaptionDataset dev, Map<String, Map<String, Number>> scores) {
    TrainingFiles files = config.files();
    Map<String, Double> named = new LinkedHashMap<>();
    scores.forEach(
        (set, values) ->
            values.forEach(
                (name, value) ->
                    named.put(
                        scores.size() == 1 ? name : name + " (" + set + ")", value.doubleValue())));
    String metric = scores.values().iterator().next().keySet().iterator().next();
    return new Provenance(
        new Provenance.Data(
            DataName.withoutFolders(train.name()),
            train.contentHash(),
            files.split(),
            train.examples().size(),
            train.examples().stream().mapToInt(image -> image.captions().size()).sum()),
        new Provenance.Run(config.seed(), DataName.withoutFolders(files.command()), Map.of()),
        new Provenance.Result(
            DataName.withoutFolders(dev.name()) + ", split " + files.devSplit(),
            metric,
            scores.values().stream()
                .mapToDouble(values -> values.get(metric).doubleValue())
                .average()
                .orElseThrow(),
            named,
            WordLearning.EPOCHS),
        new Provenance.Environment(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), LibraryVersion.all()));
  }
}
