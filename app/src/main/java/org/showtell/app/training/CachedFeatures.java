package org.showtell.app.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.dataset.CaptionDataset;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.ImageEncoder;

/**
 * Images that a fixed encoder reads once; the features are kept on disk.
 *
 * @param hash of the encoder's weights
 * @param classifier of the encoder, if it has one
 * @param train null, as {@code dev}, for a network that reads no image
 */
public record CachedFeatures(
    EncoderSource source,
    String hash,
    Optional<ImageClassifier> classifier,
    DatasetFeatures train,
    DatasetFeatures dev)
    implements TrainingFeatures {
  /** Enough for a mean and a deviation; all of a large dataset's grids would take minutes. */
  public static final int STATISTICS_IMAGES = 2000;

  /**
   * The features of captioned images or videos.
   *
   * @param folder of the feature store
   * @param check throws if the encoder does not fit
   */
  public static CachedFeatures ofCaptions(
      EncoderSource source,
      FeatureKind kind,
      Path folder,
      CaptionDataset train,
      CaptionDataset dev,
      Consumer<EncoderSpec> check,
      TrainingReport report)
      throws IOException {
    try (ImageEncoder encoder = source.open(kind)) {
      check.accept(encoder.spec());
      FeatureExtraction extraction = new FeatureExtraction(encoder, kind, folder);
      DatasetFeatures trained = extract(extraction, train, report);
      try {
        return new CachedFeatures(
            source,
            encoder.spec().weightsHash(),
            encoder.classifier(),
            trained,
            extract(extraction, dev, report));
      } catch (IOException | RuntimeException e) {
        trained.close();
        throw e;
      }
    }
  }

  private static DatasetFeatures extract(
      FeatureExtraction extraction, CaptionDataset dataset, TrainingReport report)
      throws IOException {
    int total = dataset.examples().size();
    DatasetFeatures features = extraction.extract(dataset, done -> report.encoded(done, total));
    features.failures().forEach(report::note);
    return features;
  }

  @Override
  public String encoderHash() {
    return hash + " " + source.preset().preprocessing();
  }

  @Override
  public EncoderFile encoder(Map<String, float[]> weights) {
    return new EncoderFile(source.entry(hash), source.carriedWeights());
  }

  @Override
  public void close() throws IOException {
    if (train != null) {
      train.close();
      dev.close();
    }
  }
}
