package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.ImageEncoder;

/**
 * Answers a data set's questions with a model and scores the answers by the official rule.
 *
 * @param featureFolder where image features are kept between runs
 * @param weights where the encoder's weights are if the model does not carry them
 */
public record VqaEvaluation(ModelBundle bundle, Path featureFolder, EncoderWeights weights) {
  /**
   * Answers and scores.
   *
   * @param choices whether a question's choices are its only answers
   * @param progress told how many images are encoded
   * @param failures told of each image that cannot be read; its questions are left out
   */
  public ScoredAnswers run(
      QuestionDataset dataset, boolean choices, IntConsumer progress, Consumer<String> failures)
      throws IOException {
    try (VqaNetwork network = bundle.openAnswerer()) {
      List<String> files =
          dataset.examples().stream().map(QuestionExample::file).distinct().toList();
      if (network.config().image().use() == ImageUse.NONE) {
        return answer(dataset, files, null, network, choices);
      }
      try (ImageEncoder encoder = bundle.openEncoder(weights);
          DatasetFeatures features =
              new FeatureExtraction(
                      encoder, BundleAnswerer.kind(network.config().image().use()), featureFolder)
                  .extract(files, dataset.images(), progress)) {
        features.failures().forEach(failures);
        if (features.failures().size() == files.size()) {
          throw new IOException(
              dataset.name() + ": none of its " + files.size() + " images can be read");
        }
        return answer(dataset, files, seen(encoder, network, features), network, choices);
      }
    }
  }

  /** The features as the network reads them. */
  private FeatureSource seen(ImageEncoder encoder, VqaNetwork network, DatasetFeatures features)
      throws IOException {
    if (network.config().image().use() != ImageUse.WORDS) {
      return features;
    }
    float[][] vectors = new float[features.images()][];
    float[] grid = new float[features.length()];
    try (PhotoWords words = bundle.openKeywords(encoder)) {
      for (int image = 0; image < vectors.length; image++) {
        if (features.has(image)) {
          features.copy(image, grid, 0);
          vectors[image] = words.vector(grid);
        }
      }
    }
    return FeatureSource.ofVectors(vectors);
  }

  private ScoredAnswers answer(
      QuestionDataset dataset,
      List<String> files,
      FeatureSource features,
      VqaNetwork network,
      boolean choices) {
    AnswerPredictions predictions =
        new AnswerPredictions(
            dataset.examples(), files, features, bundle.questionWords(), bundle.answers(), choices);
    return ScoredAnswers.of(predictions.questions(), predictions.of(network));
  }
}
