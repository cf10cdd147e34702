package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.TrainableFeatures;
import org.showtell.app.training.TrainingFeatures;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.keywords.DevKeywords;
import org.showtell.app.training.keywords.WordLearning;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ContentHash;

/**
 * What a caption network reads of the images of a run.
 *
 * @param images the source, which this closes
 * @param train features as the network reads them; of a trainable encoder only which there are
 * @param dev the same of dev, by the weights that the source uses
 * @param standardisation of the features; folded into the weights of a network without attention.
 *     Null where a network that attends has it among its weights already
 * @param words of images and sentences; null for a network that attends to none
 * @param detection of the words of dev, or null; closed with the images
 */
record CaptionInputs(
    TrainingFeatures images,
    FeatureSource train,
    FeatureSource dev,
    FeatureStandardisation standardisation,
    WordLearning.Detections words,
    PhotoWords detection)
    implements AutoCloseable {
  private static final int STATISTICS_IMAGES = 1000;

  /** By how many of its pixels an image is shifted at most: one in so many. */
  private static final int SHIFTED_SHARE = 14;

  /** Inputs from a fixed encoder, and for a network that needs them the words of a detector. */
  static CaptionInputs cached(
      CaptionNetworkSource network,
      EncoderSource source,
      CaptionDataset train,
      CaptionDataset dev,
      CaptionTrainingData data,
      List<String> sentences,
      TrainingReport report,
      BooleanSupplier stop)
      throws IOException {
    CaptionTrainingConfig config = network.config();
    FeatureKind kind = network.attends() ? FeatureKind.GRID : FeatureKind.VECTOR;
    CachedFeatures images =
        CachedFeatures.ofCaptions(
            source,
            kind,
            config.files().encoder().features(),
            train,
            dev,
            spec -> {
              if (spec.gives(kind)) {
                network.checkReads(spec.name(), spec.size(kind));
              }
            },
            report);
    try {
      FeatureStandardisation standardisation =
          FeatureStandardisation.of(images.train(), CachedFeatures.STATISTICS_IMAGES);
      if (network.wordSlots() == 0) {
        boolean raw = network.attends();
        return new CaptionInputs(
            images,
            raw ? images.train() : standardisation.apply(images.train()),
            raw ? images.dev() : standardisation.apply(images.dev()),
            standardisation,
            null,
            null);
      }
      WordLearning learning = new WordLearning(report, config.trainer().seed(), stop);
      WordLearning.Detections words =
          words(learning, network, images, train, dev, sentences, report)
              .withForms(data.vocabulary());
      PhotoWords detection = new PhotoWords(words.parts(), images.classifier());
      return new CaptionInputs(
          images,
          words.with(images.train()),
          detection.over(images.dev(), network.wordSlots()),
          standardisation,
          words,
          detection);
    } catch (IOException | RuntimeException e) {
      images.close();
      throw e;
    }
  }

  /** A fresh detector gets its threshold from dev; that of a trained model keeps its own. */
  private static WordLearning.Detections words(
      WordLearning learning,
      CaptionNetworkSource network,
      CachedFeatures images,
      CaptionDataset train,
      CaptionDataset dev,
      List<String> sentences,
      TrainingReport report)
      throws IOException {
    var files = network.config().files();
    int slots = network.wordSlots();
    if (network.start() != null) {
      return learning.known(
          network.start().keywords(), train, images, slots, files.encoder().features());
    }
    WordLearning.Detections words =
        learning.train(train, images, sentences, slots, files.encoder().features());
    DevKeywords.Threshold threshold =
        new DevKeywords(dev, files.data().dev(), images, words.parts()).threshold();
    report.note(threshold.note());
    return words.withThreshold(threshold.value());
  }

  /** Inputs from the encoder of a trained model, which is trained on through the captioner. */
  static CaptionInputs trainable(
      CaptionNetworkSource network,
      EncoderSource source,
      VggWeights trained,
      CaptionDataset train,
      CaptionDataset dev,
      TrainingReport report)
      throws IOException {
    EncoderPreset preset = source.preset();
    DecodedImages decoded = decoded(train, preset, report);
    FeatureStandardisation standardisation = network.attends() ? null : statistics(decoded, source);
    TrainableFeatures images =
        new TrainableFeatures(
            preset,
            decoded,
            decoded(dev, preset, report),
            new TrainableFeatures.Start(
                trained,
                ContentHash.sha256(source.carriedWeights()),
                network.config().trainer().seed()),
            new TrainableFeatures.Augmentation(decoded.side() / SHIFTED_SHARE, true));
    FeatureSource read =
        network.attends() ? images.dev() : standardisation.apply(images.dev().means());
    return new CaptionInputs(images, images.train(), read, standardisation, null, null);
  }

  private static DecodedImages decoded(
      CaptionDataset dataset, EncoderPreset preset, TrainingReport report) throws IOException {
    List<String> files = dataset.examples().stream().map(CaptionedImage::file).toList();
    return DecodedImages.read(files, dataset.images(), preset.preprocessing(), report);
  }

  /** Of the vectors that the encoder gives before it is trained on. */
  private static FeatureStandardisation statistics(DecodedImages images, EncoderSource source)
      throws IOException {
    int[] sample = TrainableFeatures.sample(images, STATISTICS_IMAGES);
    float[][] vectors = new float[sample.length][];
    try (ImageEncoder encoder = source.open(FeatureKind.GRID)) {
      for (int i = 0; i < sample.length; i++) {
        vectors[i] = encoder.encodeGrid(images.batch(sample[i])).mean().values();
      }
    }
    return FeatureStandardisation.of(FeatureSource.ofVectors(vectors), sample.length);
  }

  @Override
  public void close() throws IOException {
    if (detection != null) {
      detection.close();
    }
    images.close();
  }
}
