package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.showtell.app.bundle.BundledEncoder;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.StartingModel;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.open.CaptionData;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ContentHash;

/**
 * One {@code train caption --fine-tune-encoder} run: a trained caption model whose encoder goes on
 * learning with it, through the captioner's loss (Vinyals et al. 2017, section 5.1: only once the
 * captioner has settled, or the encoder is spoilt).
 */
public final class FineTuningRun {
  private static final int STATISTICS_IMAGES = 1000;

  /** Pictures whose statistics stand in for batch normalisations that were folded away. */
  private static final int SAMPLE = 128;

  private final CaptionTrainingConfig config;
  private final TrainingReport report;

  /** A run that tells what it does to {@code report}. */
  public FineTuningRun(CaptionTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the bundle whenever dev got better.
   *
   * @param stop asked after each batch
   * @return where the run ended
   */
  public TrainingPosition run(BooleanSupplier stop) throws IOException {
    StartingModel start = StartingModel.open(config.from());
    if (start.decoder().attends()
        && start.decoder().attention().mode() == AttentionConfig.Mode.HARD) {
      throw new IllegalArgumentException(
          "--fine-tune-encoder: "
              + config.from()
              + " draws where it looks, and a draw has no gradient by what is there; expected a model"
              + " with soft attention or none");
    }
    if (start.decoder().semantic() != null) {
      throw new IllegalArgumentException(
          "--fine-tune-encoder: "
              + config.from()
              + " attends to words that a detector finds in the features of its encoder, and would"
              + " no longer find in others; expected a model that attends to the grid alone");
    }
    EncoderSource source =
        EncoderSource.of(config.files().encoder(), config.files().encoderWeights());
    VggWeights trained = source.weights();
    EncoderPreset preset = source.preset();
    start.checkReads(preset.name(), preset.vgg().gridSize());
    try (CaptionDataset train = CaptionData.openAll(config.data(), config.files().split());
        CaptionDataset dev =
            CaptionData.openAll(config.files().devSets(), config.files().devSplit())) {
      if (train.videos() || dev.videos()) {
        throw new IllegalArgumentException(
            "--fine-tune-encoder learns from images, but got videos: "
                + train.name()
                + "; leave it out to train the captioner alone on them");
      }
      CaptionTrainingData data =
          new CaptionTrainingData(train.examples(), start.vocabulary(), config.maxWords());
      report.note(data.coverage());
      DecodedImages pictures = pictures(train, preset);
      TrainingExamples examples = data.examples(FeatureSource.ofVectors(places(pictures)));
      TrainedBundle bundle =
          new TrainedBundle(
              config,
              source.entry(ContentHash.sha256(source.carriedWeights())),
              source.carriedWeights(),
              train,
              dev.name(),
              data.vocabulary(),
              start.decoder(),
              examples.size(),
              statistics(start, pictures, source),
              start.keywords());
      DevCaptions captions =
          new DevCaptions(
              dev, config.files().devSets(), data.vocabulary(), config.lengthPenalty(), null, 0);
      try (DevEncodedImages scored =
          new DevEncodedImages(
              preset, start.decoder(), pictures(dev, preset), bundle.standardisation(), captions)) {
        return train(start, trained, pictures, examples, bundle, scored, stop);
      }
    }
  }

  private DecodedImages pictures(CaptionDataset dataset, EncoderPreset preset) throws IOException {
    List<String> files = dataset.examples().stream().map(CaptionedImage::file).toList();
    return DecodedImages.read(files, dataset.images(), preset.preprocessing(), report);
  }

  /** Which pictures there are; what they look like is computed as it is learnt. */
  private static float[][] places(DecodedImages pictures) {
    float[][] places = new float[pictures.count()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = pictures.has(i) ? new float[1] : null;
    }
    return places;
  }

  /**
   * Of the vectors as the encoder sees them before it learns; null for a network that attends,
   * which has its grid's among the weights.
   */
  private static FeatureStandardisation statistics(
      StartingModel start, DecodedImages pictures, EncoderSource source) throws IOException {
    if (start.decoder().attends()) {
      return null;
    }
    int[] sample = sample(pictures, STATISTICS_IMAGES);
    float[][] vectors = new float[sample.length][];
    try (ImageEncoder encoder = source.open(FeatureKind.GRID)) {
      for (int i = 0; i < sample.length; i++) {
        vectors[i] = encoder.encodeGrid(pictures.batch(new int[] {sample[i]})).mean().values();
      }
    }
    return FeatureStandardisation.of(FeatureSource.ofVectors(vectors), sample.length);
  }

  private TrainingPosition train(
      StartingModel start,
      VggWeights trained,
      DecodedImages pictures,
      TrainingExamples examples,
      TrainedBundle bundle,
      DevEncodedImages dev,
      BooleanSupplier stop)
      throws IOException {
    FeatureStandardisation standardisation = bundle.standardisation();
    EncoderPreset preset = dev.preset();
    Map<String, float[]> first =
        standardisation == null
            ? start.weights()
            : standardisation.unfold(start.decoder(), start.weights());
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            config.files().checkpoint(),
            config.fingerprint(bundle.dataset().contentHash(), bundle.encoder().sha256())
                + "\nthe encoder learns");
    try (CaptionNetwork network =
            CaptionNetwork.restore(start.decoder(), first, EncoderParameters.specs(preset.vgg()));
        EncoderParameters weights = new EncoderParameters(preset.vgg(), network.parameters());
        TrainingLoop loop =
            new TrainingLoop(
                network.parameters(),
                config.trainer(),
                new CaptionFineTuningTask(
                    network,
                    weights,
                    pictures,
                    config.trainer(),
                    examples,
                    standardisation,
                    config
                        .files()
                        .drawn(
                            bundle.dataset().images(),
                            bundle.dataset().examples().stream()
                                .map(CaptionedImage::file)
                                .toList())))) {
      weights.assign(trained, pictures.batch(sample(pictures, SAMPLE)));
      report.note(
          String.format(
              Locale.ROOT,
              "%d captions of %d images; %d weights, the encoder's among them",
              examples.size(),
              pictures.count(),
              network.parameters().count()));
      TrainingProgress progress =
          new TrainingProgress(
              report,
              loop,
              checkpoint,
              (learnt, position, scored) -> {
                BundledEncoder encoder =
                    BundledEncoder.of(preset, EncoderParameters.folded(preset.vgg(), learnt));
                bundle
                    .withEncoder(encoder.entry(), encoder.weights())
                    .write(
                        EncoderParameters.others(learnt),
                        position,
                        scored ? dev.captions().scores() : Map.of());
              },
              dev.captions()::summary);
      if (config.files().resume()) {
        progress.resume();
      }
      TrainingPosition end = loop.run(dev::score, progress, stop);
      progress.end(end);
      return end;
    }
  }

  /** Up to so many pictures that could be read, evenly spread. */
  private static int[] sample(DecodedImages pictures, int most) {
    int[] there = IntStream.range(0, pictures.count()).filter(pictures::has).toArray();
    int count = Math.min(most, there.length);
    return IntStream.range(0, count)
        .map(i -> there[(int) ((long) i * there.length / count)])
        .toArray();
  }
}
