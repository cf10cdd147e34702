package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.app.evaluation.AnswerPredictions;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.FineTuningTask;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainableFeatures;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.open.QuestionData;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.decoder.vqa.VqaBatch;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaGradient;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.decoder.vqa.VqaTask;
import org.showtell.nn.tensor.HostFloats;

/**
 * One {@code train vqa} run: it trains a network on {@link VqaImages}, whatever gives them, and
 * writes the bundle whenever dev got better.
 */
public final class VqaTrainingRun {
  /** Questions about, of dev that is trained on. */
  private static final int MOST_TRAINED_SCORED = 4000;

  /** With a trainable encoder, an image with more questions than this is several examples. */
  private static final int MOST_QUESTIONS = 16;

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
    TrainingFiles.Data sets = config.files().data();
    try (QuestionDataset train = QuestionData.openAll(sets.train(), sets.split());
        QuestionDataset all = QuestionData.openAll(sets.dev(), sets.devSplit())) {
      QuestionDataset asked = all.answered();
      report.leftOut(train.notes(), asked.notes());
      QuestionSentences sentences = QuestionSentences.of(config.files().text(), report);
      QuestionDataset dev = DevAnswers.scored(train, asked, MOST_TRAINED_SCORED, report);
      VqaTrainingData data =
          VqaTrainingData.of(
              train.examples(),
              sentences == null ? List.of() : sentences.examples(),
              config.answers(),
              config.minWordCount());
      report.note(data.summary());
      try (VqaImages images = VqaImages.open(config, train, dev, report)) {
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
    List<String> files = VqaTrainingData.files(train.examples());
    double[] drawn = config.files().data().drawn(train.images(), files);
    VqaExamples examples = asked;
    if (sentences != null) {
      examples = withSentences(train, data, sentences, images);
      int made = examples.size() - asked.size();
      drawn = drawn(drawn, files.size(), sentences, made);
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
    VqaConfig network = network(data, images);
    String hash = train.contentHash();
    TrainedAnswerer model =
        new TrainedAnswerer(
            config,
            new RunProvenance.Trained(train.name(), hash, files.size(), asked.size()),
            data,
            network,
            images,
            new DevAnswers(predictions, config.files().data().dev(), dev.images()));
    report.note(
        String.format(
            Locale.ROOT,
            "%d questions about %d images; %d units: %d parameters",
            asked.size(),
            files.size(),
            network.question().units(),
            network.parameterCount()));
    TrainingFiles.Checkpoint at = config.files().checkpoint();
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(
            at.folder(), config.fingerprint(hash, images.features().encoderHash()));
    try (VqaNetwork weights = fresh(network, images);
        TrainingLoop loop =
            new TrainingLoop(
                weights.parameters(), trainer(examples), task(weights, examples, images, drawn))) {
      weights.setAnswerBias(data.answerCounts(asked));
      return new TrainingProgress(report, loop, checkpoint, model).run(at.resume(), stop);
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
            sizes.question().embeddingSize(),
            sizes.question().units(),
            sizes.question().layers(),
            sizes.question().bidirectional(),
            sizes.question().cell()),
        new VqaConfig.Image(sizes.image(), images.size(), sizes.attention(), sizes.looks()),
        sizes.commonSize(),
        data.answers().size(),
        sizes.dropout());
  }

  private VqaNetwork fresh(VqaConfig network, VqaImages images) {
    VqaNetwork fresh =
        new VqaNetwork(
            network,
            DataType.FLOAT,
            images.features().parameters(),
            new SplittableRandom(config.trainer().seed()));
    images.features().bind(fresh.parameters());
    if (config.own() == null && images.train() != null) {
      FeatureStandardisation scale =
          FeatureStandardisation.of(images.train(), CachedFeatures.STATISTICS_IMAGES);
      fresh.setMemoryScale(scale.mean(), scale.scale());
    }
    return fresh;
  }

  /** With a trainable encoder, a batch counts images: as many as have the questions of a batch. */
  private TrainerConfig trainer(VqaExamples examples) {
    TrainerConfig asked = config.trainer();
    if (config.own() == null) {
      return asked;
    }
    double questions = FineTuningTask.meanSize(examples.images(), MOST_QUESTIONS);
    return asked.withBatchSize((int) Math.max(1, Math.round(asked.batchSize() / questions)));
  }

  private TrainingLoop.Task task(
      VqaNetwork network, VqaExamples examples, VqaImages images, double[] drawn) {
    double labelSmoothing = config.trainer().regularisation().labelSmoothing();
    if (!(images.features() instanceof TrainableFeatures features)) {
      return new VqaTask(network, examples, labelSmoothing, drawn);
    }
    VqaGradient gradient = new VqaGradient(network, labelSmoothing);
    return new FineTuningTask(
        features,
        examples.images(),
        MOST_QUESTIONS,
        drawn,
        (members, pass, random) -> {
          List<int[]> words = Arrays.stream(members).mapToObj(examples.questions()::get).toList();
          double loss =
              gradient.accumulate(
                  new VqaBatch(words, pass.positions(), pass.grids()),
                  examples.answers(members),
                  network.config().dropout(),
                  random,
                  memory -> pass.backward(HostFloats.copy(memory)));
          return new TrainingLoop.Outcome(loss, members.length);
        });
  }
}
