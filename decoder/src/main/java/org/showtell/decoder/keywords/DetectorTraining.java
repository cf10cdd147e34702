package org.showtell.decoder.keywords;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Trains a {@link WordDetector}, and tells what it says of its training images as it would of
 * images that it never saw: each fold is judged by a detector of the other folds.
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
   * A detector trained on all examples; the caller closes it.
   *
   * @param stop asked after each batch; when true training ends where it is
   */
  public WordDetector train(
      DetectorExamples examples, TrainingLoop.Listener listener, BooleanSupplier stop)
      throws IOException {
    float[][] statistics = examples.statistics();
    try (ParameterSet parameters =
        new ParameterSet(DataType.FLOAT, specs(examples), new SplittableRandom(trainer.seed()))) {
      try (TrainingLoop loop =
          new TrainingLoop(
              parameters, trainer, new Task(parameters, examples, statistics, DROPOUT))) {
        loop.run(weights -> 0, listener, stop);
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("detector.mean", statistics[0]);
        weights.put("detector.scale", statistics[1]);
        weights.putAll(loop.averagedWeights());
        return new WordDetector(config, weights);
      }
    }
  }

  /** Weights that begin with each word's share of the images. */
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
   * The probabilities of a detector that was not trained on the images.
   *
   * @param folds at least 2
   * @return per image [W]
   */
  public float[][] crossFit(
      DetectorExamples examples, int folds, TrainingLoop.Listener listener, BooleanSupplier stop)
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

  /** A random fold for each image, by the seed. */
  private int[] folds(int photos, int folds) {
    Check.range("folds", folds, 2, photos);
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

  /**
   * Binary cross entropy of each word by itself, summed over the words, mean over the images; a
   * word that an image's sentences do not hold counts by the image's silence.
   */
  static final class Task implements TrainingLoop.Task {
    private final Parameter weight; // [F, W]
    private final Parameter bias; // [1, W]
    private final DetectorExamples examples;
    private final float[][] statistics; // [2][F]
    private final double dropout;

    Task(ParameterSet parameters, DetectorExamples examples, float[][] statistics, double dropout) {
      weight = parameters.get("detector.W");
      bias = parameters.get("detector.b");
      this.examples = examples;
      this.statistics = statistics;
      this.dropout = dropout;
    }

    @Override
    public int[] lengths() {
      return new int[examples.size()];
    }

    @Override
    public double[] weights() {
      return examples.draws();
    }

    @Override
    public TrainingLoop.Outcome accumulate(int[] photos, SplittableRandom random) {
      int size = examples.summarySize();
      int words = (int) bias.value().size(1);
      double[] inputs = new double[photos.length * size];
      for (int row = 0; row < photos.length; row++) {
        float[] summary = examples.summaries()[photos[row]];
        for (int i = 0; i < size; i++) {
          inputs[row * size + i] = (summary[i] - statistics[0][i]) * statistics[1][i];
        }
      }
      try (INDArray x = MatrixProduct.matrix(weight.value().dataType(), photos.length, size);
          INDArray logits = MatrixProduct.matrix(x.dataType(), photos.length, words)) {
        write(inputs, x);
        Dropout.apply(x, dropout, random).close(); // nobody asks for the gradient by the inputs
        MatrixProduct.toEachRow(bias.value(), logits, 0);
        MatrixProduct.multiplyAdd(x, weight.value(), logits);
        double loss = lossAndGradient(photos, words, logits);
        MatrixProduct.addWeightGradient(x, logits, weight.gradient());
        MatrixProduct.addColumnSums(logits, bias.gradient());
        return new TrainingLoop.Outcome(loss, photos.length);
      }
    }

    private static void write(double[] values, INDArray target) {
      if (target.dataType() == DataType.FLOAT) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        HostFloats.write(floats, target);
      } else {
        for (int i = 0; i < values.length; i++) {
          target.data().put(i, values[i]);
        }
      }
    }

    /** Overwrites the logits with the gradient by them. */
    private double lossAndGradient(int[] photos, int words, INDArray logits) {
      double[] values = logits.data().asDouble();
      double loss = 0;
      for (int row = 0; row < photos.length; row++) {
        float silence = examples.silence()[photos[row]];
        boolean[] used = new boolean[words];
        for (int word : examples.words()[photos[row]]) {
          used[word] = true;
        }
        for (int word = 0; word < words; word++) {
          int at = row * words + word;
          double z = values[at];
          double share = used[word] ? 1 : silence;
          // log(1 + e^z) without overflow
          double softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
          loss += share * (softplus - (used[word] ? z : 0));
          values[at] = share * (1 / (1 + Math.exp(-z)) - (used[word] ? 1 : 0)) / photos.length;
        }
      }
      write(values, logits);
      return loss / photos.length;
    }
  }
}
