package org.showtell.app.training;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.app.model.OwnEncoder;
import org.showtell.coco.QuestionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;

/** Images whose encoder is learnt from the questions about them. */
final class LearntImages implements VqaImages {
  private final LearntEncoder settings;
  private final EncoderPreset preset;
  private final Pictures trainPictures;
  private final EncodedPictures train;
  private final EncodedPictures dev;
  private WeightsOfEncoder weights; // of the network that is trained

  private LearntImages(LearntEncoder settings, Pictures train, Pictures dev) {
    this.settings = settings;
    preset = settings.preset();
    trainPictures = train;
    this.train = EncodedPictures.of(train, preset.vgg());
    this.dev = EncodedPictures.of(dev, preset.vgg());
  }

  static LearntImages open(
      LearntEncoder settings, QuestionDataset train, QuestionDataset dev, TrainingReport report)
      throws IOException {
    return new LearntImages(
        settings, pictures(settings, train, report), pictures(settings, dev, report));
  }

  private static Pictures pictures(
      LearntEncoder settings, QuestionDataset dataset, TrainingReport report) throws IOException {
    return Pictures.read(
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
            WeightsOfEncoder.specs(preset.vgg()),
            new SplittableRandom(seed));
    weights = new WeightsOfEncoder(preset.vgg(), fresh.parameters());
    weights.initialize(seed);
    return fresh;
  }

  @Override
  public TrainingLoop.Task task(
      VqaNetwork network, VqaExamples examples, double labelSmoothing, double[] drawn) {
    return new PictureTask(
        network, weights, trainPictures, settings.shift(), examples, labelSmoothing, drawn);
  }

  @Override
  public TrainerConfig trainer(TrainerConfig asked, VqaExamples examples) {
    double questions =
        examples.size()
            / (double) new ImageGroups(examples.images(), PictureTask.MOST_QUESTIONS).count();
    return asked.withBatchSize((int) Math.max(1, Math.round(asked.batchSize() / questions)));
  }

  @Override
  public void see(Map<String, float[]> learnt) {
    dev.use(
        new VggNetwork(
            preset.vgg(), preset.preprocessing(), WeightsOfEncoder.folded(preset.vgg(), learnt)));
  }

  @Override
  public EncoderFile encoder(Map<String, float[]> learnt) throws IOException {
    OwnEncoder own = OwnEncoder.of(preset, WeightsOfEncoder.folded(preset.vgg(), learnt));
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
