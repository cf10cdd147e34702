package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelBundleException;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.encoder.ImageEncoder;

/**
 * Captions a dataset with a model and scores the captions as the official judge does.
 *
 * @param featureFolder where image features are kept between runs
 * @param weights where the encoder's weights are if the model does not carry them
 */
public record CaptionEvaluation(ModelBundle bundle, Path featureFolder, EncoderWeights weights) {
  /**
   * Search with the model's own settings.
   *
   * @throws ModelBundleException if the model does not caption or its files do not fit
   */
  public GenerationConfig generation() throws IOException {
    if (bundle.manifest().captioner() == null) {
      throw new ModelBundleException(bundle.name() + ": this model does not caption; name another");
    }
    KeywordForms forms = bundle.detectsWords() ? bundle.keywords().forms() : null;
    return SearchDefaults.of(bundle, forms);
  }

  /**
   * Captions and scores.
   *
   * @param progress told how many images are encoded
   * @param failures told of each image that cannot be read; it is left out of the scores
   */
  public ScoredCaptions run(
      CaptionDataset dataset,
      GenerationConfig generation,
      IntConsumer progress,
      Consumer<String> failures)
      throws IOException {
    try (CaptionNetwork network = bundle.openCaptioner();
        NetworkDecoder decoder = new NetworkDecoder(network);
        ImageEncoder encoder = bundle.openEncoder(weights);
        PhotoWords detection =
            network.config().semantic() == null ? null : bundle.openKeywords(encoder);
        DatasetFeatures features =
            new FeatureExtraction(encoder, BundleCaptioner.kind(network.config()), featureFolder)
                .extract(dataset, progress)) {
      features.failures().forEach(failures);
      if (features.failures().size() == dataset.examples().size()) {
        throw new IOException(
            dataset.name() + ": none of its " + dataset.examples().size() + " images can be read");
      }
      return new CaptionScorer(dataset.examples(), bundle.vocabulary())
          .score(
              decoder,
              detection == null
                  ? features
                  : detection.over(features, network.config().semantic().slots()),
              generation);
    }
  }
}
