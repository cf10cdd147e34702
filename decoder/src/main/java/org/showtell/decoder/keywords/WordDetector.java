package org.showtell.decoder.keywords;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The probability of each word given an image: {@code p = sigmoid(((x - mean) * scale) W + b)} over
 * the image's {@link ImageSummary} x, each word for itself (multi-label; after Fang et al. 2015,
 * section 3).
 *
 * <p>Owns its weights; safe for use by one thread at a time.
 */
public final class WordDetector implements AutoCloseable {
  private final DetectorConfig config;
  private final float[] mean; // [F]
  private final float[] scale; // [F]
  private final INDArray weight; // [F, W]
  private final INDArray bias; // [1, W]

  /**
   * A detector with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   * @throws IllegalArgumentException if one is missing or has another length
   */
  public WordDetector(DetectorConfig config, Map<String, float[]> weights) {
    this.config = config;
    Map<String, int[]> shapes = weightShapes(config);
    shapes.forEach((name, shape) -> require(name, shape[0] * shape[1], weights.get(name)));
    mean = weights.get("detector.mean").clone();
    scale = weights.get("detector.scale").clone();
    weight = matrix(weights.get("detector.W"), config.summarySize(), config.words());
    bias = matrix(weights.get("detector.b"), 1, config.words());
  }

  private static void require(String name, int length, float[] values) {
    Check.length("values for " + name, values == null ? 0 : values.length, length);
  }

  private static INDArray matrix(float[] values, int rows, int columns) {
    INDArray matrix = MatrixProduct.matrix(DataType.FLOAT, rows, columns);
    HostFloats.write(values, matrix);
    return matrix;
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(DetectorConfig config) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("detector.mean", new int[] {1, config.summarySize()});
    shapes.put("detector.scale", new int[] {1, config.summarySize()});
    shapes.put("detector.W", new int[] {config.summarySize(), config.words()});
    shapes.put("detector.b", new int[] {1, config.words()});
    return shapes;
  }

  /** A copy of every weight, row by row, in the order of files. */
  public Map<String, float[]> weights() {
    Map<String, float[]> weights = new LinkedHashMap<>();
    weights.put("detector.mean", mean.clone());
    weights.put("detector.scale", scale.clone());
    weights.put("detector.W", HostFloats.copy(weight));
    weights.put("detector.b", HostFloats.copy(bias));
    return weights;
  }

  /** What it is made of. */
  public DetectorConfig config() {
    return config;
  }

  /**
   * How likely each word is.
   *
   * @param summaries [B, F], of {@link ImageSummary}
   * @return [B, W], row by row
   */
  public float[] probabilities(float[] summaries) {
    int size = config.summarySize();
    if (summaries.length == 0 || summaries.length % size != 0) {
      throw new IllegalArgumentException(
          "Expected summaries of %s numbers each, but got %s".formatted(size, summaries.length));
    }
    int photos = summaries.length / size;
    float[] standardised = new float[summaries.length];
    for (int i = 0; i < standardised.length; i++) {
      standardised[i] = (summaries[i] - mean[i % size]) * scale[i % size];
    }
    try (INDArray inputs = matrix(standardised, photos, size);
        INDArray logits = Nd4j.create(DataType.FLOAT, new long[] {photos, config.words()}, 'c')) {
      MatrixProduct.toEachRow(bias, logits, 0);
      MatrixProduct.multiplyAdd(inputs, weight, logits);
      float[] probabilities = HostFloats.copy(logits);
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
      }
      return probabilities;
    }
  }

  @Override
  public void close() {
    weight.close();
    bias.close();
  }
}
