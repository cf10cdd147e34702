package org.showtell.app.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.app.evaluation.AnswerPredictions;
import org.showtell.app.evaluation.AnswerResults;
import org.showtell.app.evaluation.AnswersScored;
import org.showtell.coco.QuestionData;
import org.showtell.coco.QuestionDataset;
import org.showtell.coco.evaluation.VqaScore;
import org.showtell.decoder.training.TrainingListener;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;

/**
 * One {@code train vqa} run: questions, features, network, bundle. As with captions, the bundle is
 * written whenever dev got better, and a checkpoint lets {@code --resume} go on to the bit.
 */
public final class VqaTrainingRun {
  private static final long CHECKPOINT_NANOS = 300_000_000_000L;

  private final VqaTrainingConfig config;
  private final TrainingReport report;
  private Map<String, float[]> best = new LinkedHashMap<>();
  private VqaScore lastScore;

  /** A run that tells what it does to {@code report}. */
  public VqaTrainingRun(VqaTrainingConfig config, TrainingReport report) {
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
    TrainingFiles files = config.files();
    try (QuestionDataset train = QuestionData.open(files.data(), files.split());
        QuestionDataset dev = QuestionData.open(files.devData(), files.devSplit())) {
      VqaTrainingData data =
          new VqaTrainingData(train.examples(), config.answers(), config.minWordCount());
      report.note(data.summary());
      try (VqaImages images = VqaImages.of(config, train, dev, report)) {
        return train(train, dev, data, images, stop);
      }
    }
  }

  private TrainingPosition train(
      QuestionDataset train,
      QuestionDataset dev,
      VqaTrainingData data,
      VqaImages images,
      BooleanSupplier stop)
      throws IOException {
    VqaExamples examples = data.examples(train.examples(), images.train());
    AnswerPredictions predictions =
        new AnswerPredictions(
            dev.examples(),
            VqaTrainingData.files(dev.examples()),
            images.dev(),
            data.words(),
            data.answers(),
            false);
    VqaConfig network = network(data, images);
    TrainedAnswerer bundle =
        new TrainedAnswerer(
            config,
            train,
            data,
            network,
            VqaTrainingData.files(train.examples()).size(),
            examples.size());
    report.note(
        String.format(
            Locale.ROOT,
            "%d questions about %d images; %s: %d parameters",
            examples.size(),
            bundle.images(),
            network,
            network.parameterCount()));
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            config.files().checkpoint(),
            config.fingerprint(train.contentHash(), images.encoderHash()));
    try (VqaNetwork weights = images.fresh(network, config.trainer().seed());
        TrainingLoop loop =
            new TrainingLoop(
                weights.parameters(),
                config.trainer(),
                images.task(weights, examples, config.trainer().labelSmoothing()))) {
      weights.setAnswerBias(data.answerCounts(examples));
      if (config.files().resume()) {
        best = checkpoint.restore(loop);
        report.note("going on at epoch " + (loop.position().epoch() + 1));
      }
      TrainingPosition end =
          loop.run(
              averaged -> devScore(network, images, averaged, predictions),
              new Progress(loop, checkpoint, bundle, images),
              stop);
      checkpoint.save(loop, best);
      if (best.isEmpty()) {
        write(bundle, images, loop.averagedWeights(), end, Map.of());
      }
      return end;
    }
  }

  private VqaConfig network(VqaTrainingData data, VqaImages images) {
    VqaTrainingConfig.NetworkSizes sizes = config.network();
    return new VqaConfig(
        data.words().size(),
        data.answers().size(),
        images.memorySize(),
        sizes.embeddingSize(),
        sizes.units(),
        sizes.layers(),
        sizes.bidirectional(),
        sizes.commonSize(),
        sizes.image(),
        sizes.attention(),
        sizes.looks(),
        sizes.dropout());
  }

  private double devScore(
      VqaConfig network,
      VqaImages images,
      Map<String, float[]> averaged,
      AnswerPredictions predictions)
      throws IOException {
    images.see(averaged);
    try (VqaNetwork restored = VqaNetwork.restore(network, VqaImages.answering(averaged))) {
      lastScore = AnswersScored.of(predictions.questions(), predictions.of(restored)).score();
      return lastScore.overall();
    }
  }

  private static void write(
      TrainedAnswerer bundle,
      VqaImages images,
      Map<String, float[]> weights,
      TrainingPosition position,
      Map<String, Double> scores)
      throws IOException {
    VqaImages.EncoderFile encoder = images.encoder(weights);
    bundle.write(
        VqaImages.answering(weights), encoder.entry(), encoder.weights(), position, scores);
  }

  /** Writes the bundle and the checkpoints. */
  private final class Progress implements TrainingListener {
    private final TrainingLoop loop;
    private final TrainingCheckpoint checkpoint;
    private final TrainedAnswerer bundle;
    private final VqaImages images;
    private long saved = System.nanoTime();

    Progress(
        TrainingLoop loop,
        TrainingCheckpoint checkpoint,
        TrainedAnswerer bundle,
        VqaImages images) {
      this.loop = loop;
      this.checkpoint = checkpoint;
      this.bundle = bundle;
      this.images = images;
    }

    @Override
    public void onBatch(TrainingPosition position, int batches, double perSecond)
        throws IOException {
      report.batch(
          position.epoch() + 1,
          loop.epochs(),
          position.nextBatch(),
          batches,
          position.meanLoss(),
          perSecond);
      if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
        save();
      }
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean isBest,
        Map<String, float[]> weights)
        throws IOException {
      if (isBest) {
        best = weights;
        write(bundle, images, best, position, AnswerResults.named(lastScore));
      }
      report.epoch(
          position.epoch(), meanLoss, "accuracy " + AnswersScored.summary(lastScore), isBest);
      save();
    }

    private void save() throws IOException {
      checkpoint.save(loop, best);
      saved = System.nanoTime();
    }
  }
}
