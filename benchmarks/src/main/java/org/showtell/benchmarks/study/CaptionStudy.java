package org.showtell.benchmarks.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.app.training.caption.CaptionTrainingData;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/**
 * Trains networks by recipe on the features of one encoder, several seeds each, and prints what
 * each epoch reaches on dev (beam 3, all references).
 *
 * <pre>
 *   CaptionStudy --data flickr8k:DIR --encoder starter|FILE.safetensors --features DIR
 *                [--recipes plain-lstm,attend] [--seeds 1,2,3] [--epochs 5] [--coverage 1]
 *                [--attention-size N] [--score dot_product]
 * </pre>
 */
public final class CaptionStudy {
  private CaptionStudy() {}

  /** Runs the study of its arguments. */
  public static void main(String[] arguments) throws IOException {
    StudyOptions options = StudyOptions.parse(arguments);
    try (CaptionDataset train = CaptionData.open(options.data(), "train");
        CaptionDataset dev = CaptionData.open(options.data(), "dev")) {
      CaptionTrainingData words = CaptionTrainingData.of(train.examples(), 5, 22);
      System.out.println(StudyRun.header());
      for (String name : options.recipes()) {
        CaptionRecipe recipe = options.change(CaptionRecipe.named(name));
        FeatureKind kind = recipe.attention() == null ? FeatureKind.VECTOR : FeatureKind.GRID;
        List<Double> best = new ArrayList<>();
        try (DatasetFeatures trainFeatures = features(options, kind, train);
            DatasetFeatures devFeatures = features(options, kind, dev)) {
          for (long seed : options.seeds()) {
            StudyRun run = new StudyRun(recipe, options, words, seed);
            best.add(run.train(trainFeatures, dev, devFeatures));
          }
        }
        System.out.printf(
            Locale.ROOT,
            "%s: mean of the best epochs' BLEU-4 over seeds %s: %.4f%n",
            name,
            options.seeds(),
            best.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
      }
    }
  }

  private static DatasetFeatures features(
      StudyOptions options, FeatureKind kind, CaptionDataset dataset) throws IOException {
    try (ImageEncoder encoder = EncoderSource.of(options.encoder()).open(kind)) {
      return new FeatureExtraction(encoder, kind, options.features()).extract(dataset, done -> {});
    }
  }
}
