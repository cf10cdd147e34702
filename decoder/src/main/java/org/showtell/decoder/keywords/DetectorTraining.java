package org.showtell.decoder.keywords;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingListener;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * Learns a {@link WordDetector}, and what it says of its own training photos as it would of photos
 * that it never saw: each fold is judged by a detector that learnt from the other folds.
 */
public final class DetectorTraining {
  private static final double DROPOUT = 0.3;

  private final DetectorConfig config;
  private final TrainerConfig trainer;

  /** Training with these rates. */
  public DetectorTraining(DetectorConfig config, TrainerConfig trainer) {
    this.config = config;
    this.trainer = trainer;
  }

  /**
   * A detector that learnt from all examples; the caller closes it.
   *
   * @param stop asked after each batch; when true training ends where it is
   */
  public WordDetector train(
      DetectorExamples examples, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    float[][] statistics = examples.statistics();
    try (ParameterSet parameters =
        new ParameterSet(DataType.FLOAT, specs(examples), new SplittableRandom(trainer.seed()))) {
      try (TrainingLoop loop =
          new TrainingLoop(
              parameters, trainer, new DetectorTask(parameters, examples, statistics, DROPOUT))) {
        loop.run(weights -> 0, listener, stop);
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("detector.mean", statistics[0]);
        weights.put("detector.scale", statistics[1]);
        weights.putAll(loop.averagedWeights());
        return new WordDetector(config, weights);
      }
    }
  }

  /** Weights that begin with each word's share of the photos. */
  private List<ParameterSpec> specs(DetectorExamples examples) {
    long[] counts = examples.counts(config.words());
    float[] bias = new float[counts.length];
    for (int word = 0; word < bias.length; word++) {
      double share = (double) counts[word] / examples.size();
      bias[word] = (float) Math.log((share + 1e-4) / (1 - Math.min(0.99, share)));
    }
    return List.of(
        new ParameterSpec("detector.W", config.summarySize(), config.words(), Initializer.ZERO),
        new ParameterSpec("detector.b", 1, config.words(), Initializer.values(bias)));
  }

  /**
   * What the photos look like to a detector that did not learn from them.
   *
   * @param folds at least 2
   * @return per photo [W]
   */
  public float[][] crossFit(
      DetectorExamples examples, int folds, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    int[] fold = folds(examples.size(), folds);
    float[][] probabilities = new float[examples.size()][];
    for (int f = 0; f < folds && !stop.getAsBoolean(); f++) {
      int left = f;
      int[] others = IntStream.range(0, fold.length).filter(i -> fold[i] != left).toArray();
      try (WordDetector detector = train(examples.of(others), listener, stop)) {
        for (int i = 0; i < fold.length; i++) {
          if (fold[i] == left) {
            probabilities[i] = detector.probabilities(examples.summaries()[i]);
          }
        }
      }
    }
    return probabilities;
  }

  /** A random fold for each photo, by the seed. */
  private int[] folds(int photos, int folds) {
    if (folds < 2 || photos < folds) {
      throw new IllegalArgumentException(
          "Expected 2 or more folds and a photo for each but got "
              + folds
              + " folds and "
              + photos
              + " photos");
    }
    int[] fold = new int[photos];
    SplittableRandom random = new SplittableRandom(trainer.seed());
    for (int i = 0; i < photos; i++) {
      fold[i] = i % folds;
    }
    for (int i = photos - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = fold[i];
      fold[i] = fold[j];
      fold[j] = kept;
    }
    return fold;
  }
}
