package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.QuestionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;

/** The images of a {@code train vqa} run, and the encoder that sees them. */
interface VqaImages extends AutoCloseable {
  /** As the run's settings ask for. */
  static VqaImages of(
      VqaTrainingConfig config, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    return config.own() == null
        ? CachedFeatures.open(config, train, dev, report)
        : TrainableFeatures.open(config.own(), train, dev, report);
  }

  /** Of the images to learn from; null for a blind network. */
  FeatureSource train();

  /**
   * Of the images to learn from, and behind them of sentences without photos.
   *
   * @param sentences words of each
   * @throws IllegalArgumentException if the network does not read detected words
   */
  default FeatureSource withSentences(List<List<String>> sentences, long seed) {
    throw new IllegalArgumentException(
        "Expected a network that reads detected words, which sentences without photos consist of,"
            + " but this one does not; leave out the sentences");
  }

  /** Of the images of dev; null for a blind network. */
  FeatureSource dev();

  /** D. */
  int memorySize();

  /** What the encoder's weights and its pictures are known by; empty while they are learnt. */
  String encoderHash();

  /** The network with its first weights, and the encoder's if they are learnt. */
  VqaNetwork fresh(VqaConfig network, long seed);

  /**
   * What is trained.
   *
   * @param drawn how often each image's questions are drawn in an epoch; null for once
   */
  TrainingLoop.Task task(
      VqaNetwork network, VqaExamples examples, double labelSmoothing, double[] drawn);

  /** How it is trained, with batches counted in the task's examples instead of questions. */
  TrainerConfig trainer(TrainerConfig asked, VqaExamples examples);

  /** Sees the images of dev with these weights, if the encoder is among them. */
  void see(Map<String, float[]> weights) throws IOException;

  /** The encoder for a bundle. */
  EncoderFile encoder(Map<String, float[]> weights) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * An encoder for a bundle.
   *
   * @param entry which one, and where its weights are
   * @param weights its weight file; null if the weights come from elsewhere
   */
  record EncoderFile(EncoderEntry entry, byte[] weights) {}
}
