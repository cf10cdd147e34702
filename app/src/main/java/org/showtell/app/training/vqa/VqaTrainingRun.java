package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.app.evaluation.AnswerPredictions;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.open.QuestionData;
import org.showtell.decoder.features.FeatureSource;
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

  private static final int MOST_LEARNT_SCORED = 4000;

  private final VqaTrainingConfig config;
  private final TrainingReport report;

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
    try (QuestionDataset train = QuestionData.openAll(config.data(), files.split());
        QuestionDataset asked = QuestionData.openAll(files.devSets(), files.devSplit())) {
      QuestionSentences sentences = QuestionSentences.of(config.text());
      QuestionDataset dev = ScoredQuestions.of(train, asked, MOST_LEARNT_SCORED, report);
      VqaTrainingData data =
          new VqaTrainingData(
              train.examples(),
              sentences == null ? List.of() : sentences.examples(),
              config.answers(),
              config.minWordCount());
      report.note(data.summary());
      try (VqaImages images = VqaImages.of(config, train, dev, report)) {
        return train(train, dev, data, sentences, images, stop);
      }
    }
  }

  private TrainingPosition train(
      QuestionDataset train,
      QuestionDataset dev,
      VqaTrainingData data,
      QuestionSentences sentences,
      VqaImages images,
      BooleanSupplier stop)
      throws IOException {
    VqaExamples asked = data.examples(train.examples(), images.train());
    List<String> trainFiles = VqaTrainingData.files(train.examples());
    double[] drawn = config.files().drawn(train.images(), trainFiles);
    VqaExamples examples = asked;
    if (sentences != null) {
      examples = withSentences(train, data, sentences, images);
      int made = examples.size() - asked.size();
      drawn = drawn(drawn, trainFiles.size(), sentences, made);
      report.note(made + " questions made from sentences without photos");
    }
    AnswerPredictions predictions =
        new AnswerPredictions(
            dev.examples(),
            VqaTrainingData.files(dev.examples()),
            images.dev(),
            data.words(),
            data.answers(),
            false);
    DevAnswers scorer = new DevAnswers(predictions, config.files().devSets(), dev.images());
    VqaConfig network = network(data, images);
    TrainedAnswerer bundle =
        new TrainedAnswerer(config, train, data, network, trainFiles.size(), asked.size());
    report.note(
        String.format(
            Locale.ROOT,
            "%d questions about %d images; %d units: %d parameters",
            asked.size(),
            bundle.images(),
            network.question().units(),
            network.parameterCount()));
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            config.files().checkpoint(),
            config.fingerprint(train.contentHash(), images.encoderHash()));
    try (VqaNetwork weights = images.fresh(network, config.trainer().seed());
        TrainingLoop loop =
            new TrainingLoop(
                weights.parameters(),
                images.trainer(config.trainer(), examples),
                images.task(
                    weights,
                    examples,
                    config.trainer().regularisation().labelSmoothing(),
                    drawn))) {
      weights.setAnswerBias(data.answerCounts(asked));
      TrainingProgress progress =
          new TrainingProgress(
              report,
              loop,
              checkpoint,
              (answering, position, scored) ->
                  write(bundle, images, answering, position, scored ? scorer.scores() : Map.of()),
              scorer::summary);
      if (config.files().resume()) {
        progress.resume();
      }
      TrainingPosition end =
          loop.run(averaged -> devScore(network, images, averaged, scorer), progress, stop);
      progress.end(end);
      return end;
    }
  }

  private VqaExamples withSentences(
      QuestionDataset train, VqaTrainingData data, QuestionSentences sentences, VqaImages images) {
    FeatureSource features = images.withSentences(sentences.words(), config.trainer().seed());
    List<QuestionExample> all = new ArrayList<>(train.examples());
    all.addAll(sentences.examples());
    return data.examples(all, features);
  }

  /** Of the images and, behind them, of the sentences, whose questions share the draws. */
  private static double[] drawn(
      double[] ofImages, int images, QuestionSentences sentences, int made) {
    double[] all = new double[images + sentences.words().size()];
    Arrays.fill(all, 0, images, 1);
    if (ofImages != null) {
      System.arraycopy(ofImages, 0, all, 0, images);
    }
    Arrays.fill(all, images, all.length, Math.min(1, sentences.draws() / (double) made));
    return all;
  }

  private VqaConfig network(VqaTrainingData data, VqaImages images) {
    VqaTrainingConfig.NetworkSizes sizes = config.network();
    return new VqaConfig(
        new VqaConfig.Question(
            data.words().size(),
            sizes.embeddingSize(),
            sizes.units(),
            sizes.layers(),
            sizes.bidirectional()),
        new VqaConfig.Image(sizes.image(), images.memorySize(), sizes.attention(), sizes.looks()),
        sizes.commonSize(),
        data.answers().size(),
        sizes.dropout());
  }

  private static double devScore(
      VqaConfig network, VqaImages images, Map<String, float[]> averaged, DevAnswers scorer)
      throws IOException {
    images.see(averaged);
    try (VqaNetwork restored = VqaNetwork.restore(network, EncoderParameters.others(averaged))) {
      return scorer.score(restored);
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
        EncoderParameters.others(weights), encoder.entry(), encoder.weights(), position, scores);
  }
}
