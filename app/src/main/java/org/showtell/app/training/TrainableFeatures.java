package org.showtell.app.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.app.bundle.BundledEncoder;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/** Images whose encoder is trained together with the network that reads its features. */
public final class TrainableFeatures implements TrainingFeatures {
  /** Images whose statistics stand in for batch normalisations that were folded away. */
  private static final int SAMPLE = 128;

  private final EncoderPreset preset;
  private final DecodedImages trainImages;
  private final EncodedImages train;
  private final EncodedImages dev;
  private final Start start;
  private final Augmentation augmentation;
  private EncoderParameters weights; // among those of the network, once there is one

  /**
   * Where the encoder begins.
   *
   * @param trained its weights; null to draw them
   * @param hash what identifies them in a checkpoint
   */
  public record Start(VggWeights trained, String hash, long seed) {}

  /**
   * How an image is varied each time that it is trained on.
   *
   * @param shift pixels in each direction at most; its edges are filled with what is there
   * @param mirrored whether every other one is mirrored, which would make left right
   */
  public record Augmentation(int shift, boolean mirrored) {}

  /** Images that are in memory. */
  public TrainableFeatures(
      EncoderPreset preset,
      DecodedImages train,
      DecodedImages dev,
      Start start,
      Augmentation augmentation) {
    this.preset = preset;
    this.start = start;
    this.augmentation = augmentation;
    trainImages = train;
    this.train = new EncodedImages(train, preset.vgg());
    this.dev = new EncodedImages(dev, preset.vgg());
  }

  /** Which training images there are; their features change with each step. */
  @Override
  public FeatureSource train() {
    return train;
  }

  @Override
  public EncodedImages dev() {
    return dev;
  }

  @Override
  public String encoderHash() {
    return start.hash();
  }

  @Override
  public List<ParameterSpec> parameters() {
    return EncoderParameters.specs(preset.vgg());
  }

  @Override
  public void bind(ParameterSet parameters) {
    weights = new EncoderParameters(preset.vgg(), parameters);
    if (start.trained() == null) {
      weights.initialize(start.seed());
    }
  }

  @Override
  public void start() {
    if (start.trained() != null) {
      weights.assign(start.trained(), trainImages.batch(sample(trainImages, SAMPLE)));
    }
  }

  /** Up to so many images that could be read, evenly spread. */
  public static int[] sample(DecodedImages images, int most) {
    int[] there = IntStream.range(0, images.count()).filter(images::has).toArray();
    int count = Math.min(most, there.length);
    return IntStream.range(0, count)
        .map(i -> there[(int) ((long) i * there.length / count)])
        .toArray();
  }

  /** The encoder's forward pass over a batch of training images. */
  SharedEncoderPass pass(FineTuningTask.Batch batch, SplittableRandom random) {
    return new SharedEncoderPass(
        weights,
        trainImages.batch(batch.images(), augmentation.shift(), augmentation.mirrored(), random),
        batch.rows());
  }

  @Override
  public void use(Map<String, float[]> trained) {
    dev.use(
        new VggNetwork(
            preset.vgg(), preset.preprocessing(), EncoderParameters.folded(preset.vgg(), trained)));
  }

  @Override
  public EncoderFile encoder(Map<String, float[]> trained) throws IOException {
    BundledEncoder encoder =
        BundledEncoder.of(preset, EncoderParameters.folded(preset.vgg(), trained));
    return new EncoderFile(encoder.entry(), encoder.weights());
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
