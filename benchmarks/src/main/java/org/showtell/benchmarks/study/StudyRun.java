package org.showtell.benchmarks.study;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.evaluation.CaptionScorer;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.app.training.caption.CaptionTrainingData;
import org.showtell.app.training.caption.CiderReward;
import org.showtell.dataset.CaptionDataset;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.training.CaptionTask;
import org.showtell.decoder.training.SelfCriticalTask;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.metric.BleuScore;
import org.showtell.metric.CiderD;

/** One network, one seed. */
final class StudyRun {
  private static final int STATISTICS_IMAGES = 2000;

  private final CaptionRecipe recipe;
  private final StudyOptions options;
  private final CaptionTrainingData words;
  private final long seed;
  private BleuScore bleu;
  private MapStatistics maps;
  private double rate;
  private double cider;
  private Map<String, float[]> bestWeights;

  StudyRun(CaptionRecipe recipe, StudyOptions options, CaptionTrainingData words, long seed) {
    this.recipe = recipe;
    this.options = options;
    this.words = words;
    this.seed = seed;
  }

  static String header() {
    return String.format(
        "%-16s %4s %5s %7s %7s %7s %7s %7s %7s %9s %8s %8s",
        "network",
        "seed",
        "epoch",
        "loss",
        "Bleu_1",
        "Bleu_2",
        "Bleu_3",
        "Bleu_4",
        "CIDEr",
        "tokens/s",
        "entropy",
        "change");
  }

  /** Trains; the best epoch's BLEU-4 on dev. */
  double train(FeatureSource features, CaptionDataset dev, FeatureSource devFeatures)
      throws IOException {
    FeatureStandardisation standardisation = FeatureStandardisation.of(features, STATISTICS_IMAGES);
    boolean attends = recipe.attention() != null;
    TrainingExamples examples =
        words.examples(attends ? features : standardisation.apply(features));
    FeatureSource seen = attends ? devFeatures : standardisation.apply(devFeatures);
    CaptionScorer scorer = new CaptionScorer(dev.examples(), words.vocabulary());
    DecoderConfig decoder = recipe.decoder(words.vocabulary().size(), features.size(), 0);
    try (CaptionNetwork network = CaptionNetwork.fresh(decoder, new SplittableRandom(seed))) {
      if (attends) {
        network.setMemoryScale(
            standardisation.mean(),
            standardisation.scale(),
            standardisation.vectorScale(features, STATISTICS_IMAGES));
      }
      TrainerConfig trainer = options.trainer(seed);
      try (TrainingLoop loop =
          new TrainingLoop(
              network.parameters(), trainer, new CaptionTask(network, trainer, examples))) {
        network.setOutputBias(words.targetCounts(examples));
        double best =
            loop.run(weights -> score(decoder, weights, scorer, seen), new Printer(), () -> false)
                .bestScore();
        return options.criticalEpochs() == 0
            ? best
            : Math.max(best, criticise(decoder, examples.features(), scorer, seen));
      }
    }
  }

  /** Goes on from the best weights with rewards. */
  private double criticise(
      DecoderConfig decoder, FeatureSource features, CaptionScorer scorer, FeatureSource seen)
      throws IOException {
    try (CaptionNetwork network = CaptionNetwork.restore(decoder, bestWeights);
        TrainingLoop loop =
            new TrainingLoop(
                network.parameters(),
                options.criticalTrainer(seed),
                new SelfCriticalTask(
                    network,
                    features,
                    new CiderReward(words.images(), words.vocabulary()),
                    options.samples()))) {
      return loop.run(weights -> score(decoder, weights, scorer, seen), new Printer(), () -> false)
          .bestScore();
    }
  }

  private double score(
      DecoderConfig decoder,
      Map<String, float[]> weights,
      CaptionScorer scorer,
      FeatureSource features) {
    try (CaptionNetwork averaged = CaptionNetwork.restore(decoder, weights)) {
      return score(averaged, scorer, features);
    }
  }

  private double score(CaptionNetwork network, CaptionScorer scorer, FeatureSource features) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      GenerationConfig search = SearchDefaults.of(words.vocabulary()).withLengthPenalty(0.9);
      ScoredCaptions scored = scorer.score(decoder, features, search);
      bleu = scored.bleu();
      cider = CiderD.compute(scored.comparisons()).corpus();
      maps =
          network.config().attends()
              ? MapStatistics.of(decoder, features, search, words.vocabulary())
              : null;
      return bleu.bleu(4);
    }
  }

  /** A line per epoch. */
  private final class Printer implements TrainingLoop.Listener {
    @Override
    public void onBatch(TrainingPosition position, int batches, double tokensPerSecond) {
      rate = tokensPerSecond;
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean best,
        Map<String, float[]> weights) {
      if (best) {
        bestWeights = weights;
      }
      System.out.printf(
          Locale.ROOT,
          "%-16s %4d %5d %7.3f %7.4f %7.4f %7.4f %7.4f %7.4f %9.0f %8s %8s%n",
          recipe.name(),
          seed,
          position.epoch(),
          meanLoss,
          bleu.bleu(1),
          bleu.bleu(2),
          bleu.bleu(3),
          bleu.bleu(4),
          cider,
          rate,
          maps == null ? "-" : String.format(Locale.ROOT, "%.3f", maps.relativeEntropy()),
          maps == null ? "-" : String.format(Locale.ROOT, "%.3f", maps.change()));
    }
  }
}
