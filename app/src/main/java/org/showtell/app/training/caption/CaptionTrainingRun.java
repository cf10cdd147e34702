package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.app.training.StartingModel;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.keywords.DevKeywords;
import org.showtell.app.training.keywords.KeywordThreshold;
import org.showtell.app.training.keywords.WordFeatures;
import org.showtell.app.training.keywords.WordLearning;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.open.CaptionData;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.training.CaptionTask;
import org.showtell.decoder.training.CaptionTrainer;
import org.showtell.decoder.training.SelfCriticalTask;
import org.showtell.decoder.training.SentenceExamples;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.ImageEncoder;

/**
 * One {@code train caption} run: data, features, network, bundle.
 *
 * <p>The bundle is written whenever dev got better, so that a run that is stopped (Ctrl-C, minutes,
 * a power cut) leaves the best model so far, and a checkpoint from which {@code --resume} goes on
 * to the bit.
 */
public final class CaptionTrainingRun {

  /** Enough for a mean and a deviation; all of a large dataset's grids would take minutes. */
  private static final int STATISTICS_IMAGES = 2000;

  private final CaptionTrainingConfig config;
  private final TrainingReport report;
  private String devName;
  private FeatureStandardisation standardisation;
  private String encoderHash;
  private StartingModel start; // null where training begins anew
  private boolean attends;
  private Optional<ImageClassifier> classifier = Optional.empty();
  private CaptionSentences sentences;

  /** A run that tells what it does to {@code report}. */
  public CaptionTrainingRun(CaptionTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the bundle.
   *
   * @param stop asked after each batch
   * @return where the run ended
   */
  public TrainingPosition run(BooleanSupplier stop) throws IOException {
    start = config.from() == null ? null : StartingModel.open(config.from());
    if (start != null && config.sources().text() != null && start.decoder().semantic() == null) {
      throw new IllegalArgumentException(
          CaptionTrainingConfig.wordless(
              config.sources().text().toString(), "that of --from " + start.name()));
    }
    attends = start == null ? config.recipe().attention() != null : start.decoder().attends();
    EncoderSource source =
        EncoderSource.of(config.files().encoder(), config.files().encoderWeights());
    try (CaptionDataset train = CaptionData.openAll(config.data(), config.files().split());
        CaptionDataset dev =
            CaptionData.openAll(config.files().devSets(), config.files().devSplit())) {
      devName = dev.name();
      sentences = CaptionSentences.of(config.sources());
      CaptionTrainingData data =
          start == null
              ? new CaptionTrainingData(
                  train.examples(), config.minWordCount(), config.maxWords(), sentences::count)
              : new CaptionTrainingData(train.examples(), start.vocabulary(), config.maxWords());
      report.note(data.coverage());
      try (DatasetFeatures trainFeatures = features(source, train);
          DatasetFeatures devFeatures = features(source, dev)) {
        standardisation = FeatureStandardisation.of(trainFeatures, STATISTICS_IMAGES);
        if (slots() == 0) {
          return train(
              source,
              train,
              data,
              null,
              seen(trainFeatures),
              scorer(dev, data, null),
              seen(devFeatures),
              stop);
        }
        WordLearning.Learnt words =
            withThreshold(words(train, trainFeatures, stop), dev, devFeatures)
                .withForms(data.vocabulary());
        KeywordForms forms = words.parts().forms();
        try (PhotoWords detection = new PhotoWords(words.parts(), classifier)) {
          return train(
              source,
              train,
              data,
              words,
              new WordFeatures(trainFeatures, words.detected()),
              scorer(dev, data, forms),
              detection.over(devFeatures, slots()),
              stop);
        }
      }
    }
  }

  private DevCaptions scorer(CaptionDataset dev, CaptionTrainingData data, KeywordForms forms) {
    return new DevCaptions(
        dev,
        config.files().devSets(),
        data.vocabulary(),
        config.lengthPenalty(),
        forms,
        config.sources().wordBonus());
  }

  /** Detected words of an image that the network attends to, 0 for none. */
  private int slots() {
    if (start == null) {
      return config.recipe().wordSlots();
    }
    return start.decoder().semantic() == null ? 0 : start.decoder().semantic().slots();
  }

  private WordLearning.Learnt words(
      CaptionDataset train, DatasetFeatures features, BooleanSupplier stop) throws IOException {
    WordLearning learning = new WordLearning(report, config.trainer().seed(), stop);
    return start == null
        ? learning.learn(
            train,
            features,
            sentences.sentences(),
            classifier,
            slots(),
            config.files().features(),
            encoderHash)
        : learning.known(
            start.keywords(),
            train,
            features,
            classifier,
            slots(),
            config.files().features(),
            encoderHash);
  }

  /** A detector that has just learnt gets its threshold; one that is gone on with keeps it. */
  private WordLearning.Learnt withThreshold(
      WordLearning.Learnt words, CaptionDataset dev, DatasetFeatures features) {
    if (start != null) {
      return words;
    }
    KeywordThreshold threshold =
        new DevKeywords(dev, config.files().devSets(), features, words.parts(), classifier)
            .threshold();
    report.note(threshold.note());
    return words.withThreshold(threshold.value());
  }

  /** A network that attends standardises by itself; for others it is folded into the weights. */
  private FeatureSource seen(FeatureSource features) {
    return attends ? features : standardisation.apply(features);
  }

  private DatasetFeatures features(EncoderSource source, CaptionDataset dataset)
      throws IOException {
    int total = dataset.examples().size();
    FeatureKind kind = attends ? FeatureKind.GRID : FeatureKind.VECTOR;
    try (ImageEncoder encoder = source.open(kind)) {
      encoderHash = encoder.spec().weightsHash();
      classifier = encoder.classifier();
      if (start != null && encoder.spec().gives(kind)) {
        start.checkReads(encoder.spec().name(), encoder.spec().size(kind));
      }
      DatasetFeatures features =
          new FeatureExtraction(encoder, kind, config.files().features())
              .extract(dataset, done -> report.encoded(done, total));
      features.failures().forEach(report::note);
      return features;
    }
  }

  private TrainingPosition train(
      EncoderSource source,
      CaptionDataset dataset,
      CaptionTrainingData data,
      WordLearning.Learnt words,
      FeatureSource features,
      DevCaptions scorer,
      FeatureSource devFeatures,
      BooleanSupplier stop)
      throws IOException {
    TrainingExamples examples = data.examples(features);
    DecoderConfig decoder =
        start == null
            ? config
                .recipe()
                .decoder(
                    data.vocabulary().size(),
                    features.size(),
                    words == null ? 0 : words.parts().vocabulary().size())
            : start.decoder();
    report.note(
        String.format(
            Locale.ROOT,
            "%d captions of %d %s; %s, %d units%s: %d parameters",
            examples.size(),
            dataset.examples().size(),
            dataset.videos() ? "videos" : "images",
            decoder.cell(),
            decoder.units(),
            attends ? ", attends" : "",
            decoder.parameterCount()));
    TrainedBundle bundle =
        new TrainedBundle(
            config,
            source.entry(encoderHash),
            source.carriedWeights(),
            dataset,
            devName,
            data.vocabulary(),
            decoder,
            examples.size(),
            standardisation,
            words == null ? null : words.parts());
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            config.files().checkpoint(),
            config.fingerprint(
                dataset.contentHash(), encoderHash + " " + source.preset().preprocessing()));
    try (CaptionNetwork network =
            start == null
                ? fresh(decoder, data, words, examples.features())
                : start.network(standardisation);
        CaptionTrainer trainer =
            new CaptionTrainer(
                network, config.trainer(), task(network, data, examples, drawn(dataset), words))) {
      if (start == null) {
        network.setOutputBias(data.targetCounts(examples));
      }
      TrainingProgress progress =
          new TrainingProgress(
              report,
              trainer.loop(),
              checkpoint,
              (weights, position, scored) ->
                  bundle.write(weights, position, scored ? scorer.scores() : Map.of()),
              scorer::summary);
      if (config.files().resume()) {
        progress.resume();
      }
      TrainingPosition end =
          trainer.run(weights -> scorer.score(weights, devFeatures), progress, stop);
      progress.end(end);
      return end;
    }
  }

  private double[] drawn(CaptionDataset dataset) {
    return config
        .files()
        .drawn(dataset.images(), dataset.examples().stream().map(CaptionedImage::file).toList());
  }

  private TrainingLoop.Task task(
      CaptionNetwork network,
      CaptionTrainingData data,
      TrainingExamples examples,
      double[] drawn,
      WordLearning.Learnt words) {
    SentenceExamples more =
        words == null
            ? null
            : sentences.examples(
                data.vocabulary(),
                words.parts().vocabulary(),
                words.noise(),
                config.sources().textDraws());
    if (config.sources().text() != null) {
      report.note((more == null ? 0 : more.size()) + " sentences without photos");
    }
    return config.samples() == 0
        ? new CaptionTask(network, config.trainer(), examples, drawn, more)
        : new SelfCriticalTask(
            network,
            examples.features(),
            new CiderReward(data.images(), data.vocabulary()),
            config.samples());
  }

  private CaptionNetwork fresh(
      DecoderConfig decoder,
      CaptionTrainingData data,
      WordLearning.Learnt words,
      FeatureSource features) {
    CaptionNetwork network =
        CaptionNetwork.fresh(decoder, new SplittableRandom(config.trainer().seed()));
    if (decoder.attends()) {
      network.setMemoryScale(
          standardisation.mean(),
          standardisation.scale(),
          standardisation.vectorScale(features, STATISTICS_IMAGES));
    }
    if (decoder.semantic() != null && decoder.semantic().copies()) {
      network.setCopiedWords(words.parts().forms().ofTokens(data.vocabulary()));
    }
    return network;
  }
}
