package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.dataset.CaptionDataset;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/**
 * Compares a model's keywords of a dataset's images with the words of its captions.
 *
 * @param featureFolder where image features are kept between runs
 * @param weights where the encoder's weights are if the model does not carry them
 */
public record KeywordEvaluation(ModelBundle bundle, Path featureFolder, EncoderWeights weights) {
  /**
   * Detects and scores.
   *
   * @param progress told how many images are encoded
   * @param failures told of each image that cannot be read; it is left out of the scores
   */
  public KeywordScores run(CaptionDataset dataset, IntConsumer progress, Consumer<String> failures)
      throws IOException {
    bundle.keywords(); // a model without is refused before anything is encoded
    try (ImageEncoder encoder = bundle.openEncoder(weights);
        PhotoWords detection = bundle.openKeywords(encoder);
        DatasetFeatures features =
            new FeatureExtraction(encoder, FeatureKind.GRID, featureFolder)
                .extract(dataset, progress)) {
      features.failures().forEach(failures);
      if (features.failures().size() == dataset.examples().size()) {
        throw new IOException(
            dataset.name() + ": none of its " + dataset.examples().size() + " images can be read");
      }
      return KeywordScores.of(dataset.examples(), features, detection);
    }
  }
}
