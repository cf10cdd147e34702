package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.training.FineTuningTask;
import org.showtell.app.training.SharedEncoderPass;
import org.showtell.app.training.TrainableFeatures;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.open.CaptionData;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;
import org.showtell.decoder.training.CaptionTask;
import org.showtell.decoder.training.SelfCriticalTask;
import org.showtell.decoder.training.SentenceExamples;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.nn.tensor.HostFloats;

/**
 * One {@code train caption} run. Whatever its kind, it trains a network from a {@link
 * CaptionNetworkSource} on {@link CaptionInputs} and writes the bundle whenever dev got better.
 *
 * <p>Where the encoder is trained too, that is through the captioner's loss, and only once the
 * captioner has settled, or the encoder is spoilt (Vinyals et al. 2017, section 5.1).
 */
public final class CaptionTrainingRun {
  /** With a trainable encoder, an image with more captions than this is several examples. */
  private static final int MOST_CAPTIONS = 8;

  private final CaptionTrainingConfig config;
  private final TrainingReport report;

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
    CaptionNetworkSource source = CaptionNetworkSource.of(config);
    LanguageStart language = LanguageStart.of(config);
    TrainingFiles files = config.files();
    EncoderSource encoder = EncoderSource.of(files.encoder().name(), files.encoder().weights());
    VggWeights trained = null;
    if (config.trainsEncoder()) {
      trained = encoder.weights();
      source.checkReads(encoder.preset().name(), encoder.preset().vgg().gridSize());
    }
    TrainingFiles.Data sets = files.data();
    try (CaptionDataset train = CaptionData.openAll(sets.train(), sets.split());
        CaptionDataset dev = CaptionData.openAll(sets.dev(), sets.devSplit())) {
      report.leftOut(train.notes(), dev.notes());
      if (config.trainsEncoder() && (train.videos() || dev.videos())) {
        throw new IllegalArgumentException(
            "fineTuneEncoder trains on images, but got videos: "
                + train.name()
                + "; train the captioner alone on them");
      }
      CaptionSentences sentences = CaptionSentences.of(files.text(), report);
      CaptionTrainingData data = source.data(train, sentences);
      report.note(data.coverage());
      try (CaptionInputs inputs =
          config.trainsEncoder()
              ? CaptionInputs.trainable(source, encoder, trained, train, dev, report)
              : CaptionInputs.cached(
                  source, encoder, train, dev, data, sentences.sentences(), report, stop)) {
        KeywordForms forms = inputs.words() == null ? null : inputs.words().parts().forms();
        DevCaptions captions =
            new DevCaptions(dev, sets.dev(), data.vocabulary(), forms, config.search());
        return train(source, language, train, data, sentences, inputs, captions, stop);
      }
    }
  }

  private TrainingPosition train(
      CaptionNetworkSource source,
      LanguageStart language,
      CaptionDataset train,
      CaptionTrainingData data,
      CaptionSentences sentences,
      CaptionInputs inputs,
      DevCaptions dev,
      BooleanSupplier stop)
      throws IOException {
    TrainingExamples examples = data.examples(inputs.train());
    DecoderConfig decoder = source.decoder(data, inputs);
    TrainingFiles files = config.files();
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            files.checkpoint().folder(),
            config.fingerprint(train.contentHash(), inputs.images().encoderHash()));
    TrainedCaptioner model =
        new TrainedCaptioner(
            config, train, examples.size(), data.vocabulary(), decoder, inputs, dev);
    List<String> names = train.examples().stream().map(CaptionedImage::file).toList();
    double[] drawn = files.data().drawn(train.images(), names);
    try (CaptionNetwork network =
        source.network(decoder, data, inputs, inputs.images().parameters())) {
      report.note(summary(network, train, examples));
      if (language != null) {
        int known = language.give(network, data.vocabulary());
        report.note(
            "%d of %d words start as in %s"
                .formatted(known, data.vocabulary().size() - Tokens.SPECIALS, language.file()));
      }
      inputs.images().bind(network.parameters());
      try (TrainingLoop loop =
          new TrainingLoop(
              network.parameters(),
              config.trainer(),
              task(network, data, examples, sentences, inputs, drawn))) {
        // Only now: the moving average keeps what it was made with.
        inputs.images().start();
        if (source.start() == null) {
          network.setOutputBias(data.targetCounts(examples));
        }
        return new TrainingProgress(report, loop, checkpoint, model)
            .run(files.checkpoint().resume(), stop);
      }
    }
  }

  private String summary(CaptionNetwork network, CaptionDataset train, TrainingExamples examples) {
    int images = train.examples().size();
    DecoderConfig decoder = network.config();
    return config.trainsEncoder()
        ? String.format(
            Locale.ROOT,
            "%d captions of %d images; %d weights, the encoder's among them",
            examples.size(),
            images,
            network.parameters().count())
        : String.format(
            Locale.ROOT,
            "%d captions of %d %s; %s, %d units%s: %d parameters",
            examples.size(),
            images,
            train.videos() ? "videos" : "images",
            decoder.stack().cell(),
            decoder.units(),
            decoder.attends() ? ", attends" : "",
            decoder.parameterCount());
  }

  private TrainingLoop.Task task(
      CaptionNetwork network,
      CaptionTrainingData data,
      TrainingExamples examples,
      CaptionSentences sentences,
      CaptionInputs inputs,
      double[] drawn) {
    if (inputs.images() instanceof TrainableFeatures images) {
      return fineTuning(network, images, examples, inputs.standardisation(), drawn);
    }
    SentenceExamples more = null;
    if (config.files().text().file() != null) {
      more = sentences.examples(data.vocabulary(), inputs.words());
      report.note((more == null ? 0 : more.size()) + " sentences without photos");
    }
    return config.from() == null || config.from().samples() == 0
        ? new CaptionTask(network, config.trainer(), examples, drawn, more)
        : new SelfCriticalTask(
            network,
            examples.features(),
            new CiderReward(data.images(), data.vocabulary()),
            config.from().samples());
  }

  /** The captions' words, whose gradient goes on to the encoder; vectors are standardised. */
  private TrainingLoop.Task fineTuning(
      CaptionNetwork network,
      TrainableFeatures images,
      TrainingExamples examples,
      FeatureStandardisation standardisation,
      double[] drawn) {
    TrainerConfig trainer = config.trainer();
    CaptionGradient gradient =
        new CaptionGradient(
            network,
            trainer.regularisation().labelSmoothing(),
            trainer.regularisation().attention());
    return new FineTuningTask(
        images,
        examples.images(),
        MOST_CAPTIONS,
        drawn,
        (members, pass, random) -> {
          List<int[]> words = Arrays.stream(members).mapToObj(examples.sentences()::get).toList();
          CaptionBatch captions =
              batch(words, pass, standardisation).withEnds(examples.ended(members));
          double loss =
              gradient.accumulate(
                  captions,
                  network.config().dropout(),
                  random,
                  memory -> backward(HostFloats.copy(memory), pass, standardisation));
          return new TrainingLoop.Outcome(loss, captions.targetCount());
        });
  }

  private static CaptionBatch batch(
      List<int[]> words, SharedEncoderPass pass, FeatureStandardisation standardisation) {
    if (standardisation == null) {
      return CaptionBatch.of(words, pass.positions(), pass.grids());
    }
    float[] vectors = pass.vectors();
    standardisation.apply(vectors, 0, vectors.length);
    return CaptionBatch.of(words, vectors);
  }

  private static void backward(
      float[] byMemory, SharedEncoderPass pass, FeatureStandardisation standardisation) {
    if (standardisation == null) {
      pass.backward(byMemory);
    } else {
      standardisation.backward(byMemory);
      pass.backwardVectors(byMemory);
    }
  }
}
