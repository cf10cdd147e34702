package org.showtell.app.training.keywords;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFeatures.EncoderFile;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.encoder.FeatureKind;

/**
 * One {@code train keywords} run: a word detector and its threshold, in a bundle with the encoder
 * and without a captioner. The detector is the one that {@code train caption} trains on the same
 * data and seed. It is short and keeps no checkpoint.
 */
public final class KeywordTrainingRun {
  private static final int MOST_SENTENCES = 1_000_000;

  private final TrainingFiles files;
  private final long seed;
  private final TrainingReport report;

  /** A run; the words of the files' sentences count in the choice of words. */
  public KeywordTrainingRun(TrainingFiles files, long seed, TrainingReport report) {
    this.files = files;
    this.seed = seed;
    this.report = report;
  }

  /**
   * Trains and writes the bundle.
   *
   * @param stop asked after each batch
   * @return the scores of each dev set, by its name
   * @throws IOException if it is stopped before the detector is trained, or a file cannot be used
   */
  public Map<String, Map<String, Number>> run(BooleanSupplier stop) throws IOException {
    TrainingFiles.Data data = files.data();
    EncoderSource source = EncoderSource.of(files.encoder().name(), files.encoder().weights());
    List<String> sentences = files.text().read(MOST_SENTENCES, report);
    try (CaptionDataset train = CaptionData.openAll(data.train(), data.split());
        CaptionDataset dev = CaptionData.openAll(data.dev(), data.devSplit());
        CachedFeatures features =
            CachedFeatures.ofCaptions(
                source,
                FeatureKind.GRID,
                files.encoder().features(),
                train,
                dev,
                spec -> {},
                report)) {
      report.leftOut(train.notes(), dev.notes());
      checkReadable(train, features.train());
      checkReadable(dev, features.dev());
      KeywordParts parts =
          new WordLearning(report, seed, stop).detector(train, features, sentences);
      DevKeywords keywords = new DevKeywords(dev, data.dev(), features, parts);
      DevKeywords.Threshold threshold = keywords.threshold();
      report.note(threshold.note());
      Map<String, Map<String, Number>> scores = keywords.named(threshold.value());
      EncoderFile encoder = features.encoder(Map.of());
      BundleWriter.detector(
              files.output().name(),
              encoder.entry(),
              encoder.weights(),
              parts.withThreshold(threshold.value()),
              provenance(train, dev, scores),
              files.output().terms(train.name()))
          .write(files.output().bundle());
      return scores;
    }
  }

  private static void checkReadable(CaptionDataset dataset, DatasetFeatures features)
      throws IOException {
    int total = dataset.examples().size();
    if (features.failures().size() == total) {
      throw new IOException(dataset.name() + ": none of its " + total + " images can be read");
    }
  }

  private Provenance provenance(
      CaptionDataset train, CaptionDataset dev, Map<String, Map<String, Number>> scores) {
    Map<String, Double> named = new LinkedHashMap<>();
    scores.forEach(
        (set, values) ->
            values.forEach(
                (name, value) ->
                    named.put(
                        scores.size() == 1 ? name : name + " (" + set + ")", value.doubleValue())));
    String metric = scores.values().iterator().next().keySet().iterator().next();
    int captions = train.examples().stream().mapToInt(image -> image.captions().size()).sum();
    double mean =
        scores.values().stream()
            .mapToDouble(values -> values.get(metric).doubleValue())
            .average()
            .orElseThrow();
    return new RunProvenance(
            files,
            new RunProvenance.Trained(
                train.name(), train.contentHash(), train.examples().size(), captions),
            seed,
            dev.name(),
            metric,
            Map.of())
        .at(mean, named, WordLearning.EPOCHS);
  }
}
