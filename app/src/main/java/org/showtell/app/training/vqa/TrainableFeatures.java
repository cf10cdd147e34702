package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.app.bundle.BundledEncoder;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.ImageGroups;
import org.showtell.app.training.TrainedEncoder;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.caption.EncodedImages;
import org.showtell.dataset.QuestionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;

/** Images whose encoder is learnt from the questions about them. */
final class TrainableFeatures implements VqaImages {
  private final TrainedEncoder settings;
  private final EncoderPreset preset;
  private final DecodedImages trainPictures;
  private final EncodedImages train;
  private final EncodedImages dev;
  private EncoderParameters weights; // of the network that is trained

  private TrainableFeatures(TrainedEncoder settings, DecodedImages train, DecodedImages dev) {
    this.settings = settings;
    preset = settings.preset();
    trainPictures = train;
    this.train = EncodedImages.of(train, preset.vgg());
    this.dev = EncodedImages.of(dev, preset.vgg());
  }

  static TrainableFeatures open(
      TrainedEncoder settings, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    return new TrainableFeatures(
        settings, pictures(settings, train, report), pictures(settings, dev, report));
  }

  private static DecodedImages pictures(
      TrainedEncoder settings, QuestionDataset dataset, TrainingReport report) throws IOException {
    return DecodedImages.read(
        VqaTrainingData.files(dataset.examples()),
        dataset.images(),
        settings.preset().preprocessing(),
        report);
  }

  @Override
  public FeatureSource train() {
    return train;
  }

  @Override
  public FeatureSource dev() {
    return dev;
  }

  @Override
  public int memorySize() {
    return preset.vgg().gridSize();
  }

  @Override
  public String encoderHash() {
    return "";
  }

  @Override
  public VqaNetwork fresh(VqaConfig network, long seed) {
    VqaNetwork fresh =
        new VqaNetwork(
            network,
            DataType.FLOAT,
            EncoderParameters.specs(preset.vgg()),
            new SplittableRandom(seed));
    weights = new EncoderParameters(preset.vgg(), fresh.parameters());
    weights.initialize(seed);
    return fresh;
  }

  @Override
  public TrainingLoop.Task task(
      VqaNetwork network, VqaExamples examples, double labelSmoothing, double[] drawn) {
    return new VqaFineTuningTask(
        network, weights, trainPictures, settings.shift(), examples, labelSmoothing, drawn);
  }

  @Override
  public TrainerConfig trainer(TrainerConfig asked, VqaExamples examples) {
    double questions =
        examples.size()
            / (double) new ImageGroups(examples.images(), VqaFineTuningTask.MOST_QUESTIONS).count();
    return asked.withBatchSize((int) Math.max(1, Math.round(asked.batchSize() / questions)));
  }

  @Override
  public void see(Map<String, float[]> learnt) {
    dev.use(
        new VggNetwork(
            preset.vgg(), preset.preprocessing(), EncoderParameters.folded(preset.vgg(), learnt)));
  }

  @Override
  public EncoderFile encoder(Map<String, float[]> learnt) throws IOException {
    BundledEncoder own = BundledEncoder.of(preset, EncoderParameters.folded(preset.vgg(), learnt));
    return new EncoderFile(own.entry(), own.weights());
  }

  @Override
  public void close() {
    train.close();
    dev.close();
    if (weights != null) {
      weights.close();
    }
  }
}
