package org.showtell.benchmarks.study;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.showtell.app.evaluation.CaptionScorer;
import org.showtell.app.training.CaptionRecipe;
import org.showtell.app.training.CaptionTrainingData;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.evaluation.BleuScore;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.training.CaptionTrainer;
import org.showtell.decoder.training.FeatureSource;
import org.showtell.decoder.training.FeatureStandardisation;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingListener;
import org.showtell.decoder.training.TrainingPosition;

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

  StudyRun(CaptionRecipe recipe, StudyOptions options, CaptionTrainingData words, long seed) {
    this.recipe = recipe;
    this.options = options;
    this.words = words;
    this.seed = seed;
  }

  static String header() {
    return String.format(
        "%-16s %4s %5s %7s %7s %7s %7s %7s %9s %8s %8s",
        "network",
        "seed",
        "epoch",
        "loss",
        "Bleu_1",
        "Bleu_2",
        "Bleu_3",
        "Bleu_4",
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
    DecoderConfig decoder =
        new DecoderConfig(
            recipe.cell(),
            words.vocabulary().size(),
            features.size(),
            recipe.embeddingSize(),
            recipe.units(),
            recipe.injection(),
            recipe.dropout(),
            recipe.attention());
    try (CaptionNetwork network = CaptionNetwork.fresh(decoder, new SplittableRandom(seed))) {
      if (attends) {
        network.setMemoryScale(
            standardisation.mean(),
            standardisation.scale(),
            standardisation.vectorScale(features, STATISTICS_IMAGES));
      }
      try (CaptionTrainer trainer = new CaptionTrainer(network, options.trainer(seed), examples)) {
        network.setOutputBias(words.targetCounts(examples));
        return trainer
            .run(weights -> score(weights, scorer, seen), new Printer(), () -> false)
            .bestScore();
      }
    }
  }

  private double score(CaptionNetwork network, CaptionScorer scorer, FeatureSource features) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      GenerationConfig search = GenerationConfig.captions().withLengthPenalty(0.9);
      bleu = scorer.score(decoder, features, search).bleu();
      maps =
          network.config().attends()
              ? MapStatistics.of(decoder, features, search, words.vocabulary())
              : null;
      return bleu.bleu(4);
    }
  }

  /** A line per epoch. */
  private final class Printer implements TrainingListener {
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
      System.out.printf(
          Locale.ROOT,
          "%-16s %4d %5d %7.3f %7.4f %7.4f %7.4f %7.4f %9.0f %8s %8s%n",
          recipe.name(),
          seed,
          position.epoch(),
          meanLoss,
          bleu.bleu(1),
          bleu.bleu(2),
          bleu.bleu(3),
          bleu.bleu(4),
          rate,
          maps == null ? "-" : String.format(Locale.ROOT, "%.3f", maps.relativeEntropy()),
          maps == null ? "-" : String.format(Locale.ROOT, "%.3f", maps.change()));
    }
  }
}
