package org.showtell.decoder.features;

import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.VisualMemory;
import org.showtell.nn.Check;

/**
 * Image vectors with zero mean and unit variance per element while a network learns, and weights
 * that take the vectors as they are once it is trained.
 *
 * <p>Features after a ReLU are positive and of very different sizes; the optimiser sees mostly
 * their common mean. Since the vector enters through linear layers only, {@code ((v - mean) *
 * scale) W + b} equals {@code v W' + b'}: {@link #fold} finds W' and b', so that a stored model
 * needs no statistics.
 *
 * @param mean [D]
 * @param scale [D], one over the standard deviation
 */
public record FeatureStandardisation(float[] mean, float[] scale) {
  /** Keeps elements that hardly vary from being blown up: a share of the mean deviation. */
  private static final double FLOOR = 0.1;

  /**
   * The statistics of every element over images and positions.
   *
   * @param most images at most that are read, evenly spread
   */
  public static FeatureStandardisation of(FeatureSource features, int most) {
    int size = features.size();
    double[] sums = new double[size];
    double[] squares = new double[size];
    float[] values = new float[features.length()];
    int count = 0;
    int stride = Math.max(1, features.images() / most);
    for (int image = 0; image < features.images(); image += stride) {
      if (!features.has(image)) {
        continue;
      }
      features.copy(image, values, 0);
      count += features.positions();
      for (int i = 0; i < values.length; i++) {
        sums[i % size] += values[i];
        squares[i % size] += (double) values[i] * values[i];
      }
    }
    Check.that(count > 0, "There must be features of images", "none");
    return of(sums, squares, count);
  }

  /**
   * One over the standard deviation of each element of the standardised grids' means over their
   * positions, [D]: positions are alike, so that their mean varies less than they do, but not by
   * the square root of their number.
   *
   * @param most images at most that are read, evenly spread
   */
  public float[] vectorScale(FeatureSource features, int most) {
    int images = features.images();
    float[][] vectors = new float[images][];
    float[] values = new float[features.length()];
    for (int image = 0; image < images; image += Math.max(1, images / most)) {
      if (features.has(image)) {
        features.copy(image, values, 0);
        apply(values, 0, values.length);
        vectors[image] =
            new VisualMemory(1, features.positions(), features.size(), values.clone())
                .mean()
                .values();
      }
    }
    return of(FeatureSource.ofVectors(vectors), Integer.MAX_VALUE).scale();
  }

  private static FeatureStandardisation of(double[] sums, double[] squares, int count) {
    float[] mean = new float[sums.length];
    double[] deviations = new double[sums.length];
    double total = 0;
    for (int i = 0; i < sums.length; i++) {
      mean[i] = (float) (sums[i] / count);
      double variance = squares[i] / count - (sums[i] / count) * (sums[i] / count);
      deviations[i] = Math.sqrt(Math.max(0, variance));
      total += deviations[i];
    }
    double floor = Math.max(1e-6, FLOOR * total / sums.length);
    float[] scale = new float[sums.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = (float) (1 / Math.max(floor, deviations[i]));
    }
    return new FeatureStandardisation(mean, scale);
  }

  /** The same features, standardised as they are copied. */
  public FeatureSource apply(FeatureSource features) {
    return new Standardised(features, this);
  }

  /** Standardises in place; a whole number of [D] from {@code from} on. */
  public void apply(float[] values, int from, int length) {
    for (int at = from; at < from + length; at += mean.length) {
      for (int d = 0; d < mean.length; d++) {
        values[at + d] = (values[at + d] - mean[d]) * scale[d];
      }
    }
  }

  /**
   * Back-propagation of a gradient: from standardised features to the features as they were, in
   * place.
   *
   * @param gradient [.., D]
   */
  public void backward(float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= scale[i % scale.length];
    }
  }

  /**
   * Weights that do with the vectors as they are what {@code weights} do with standardised ones.
   *
   * @param weights of a network, by name; not changed
   */
  public Map<String, float[]> fold(DecoderConfig config, Map<String, float[]> weights) {
    return change(config, weights, this::fold);
  }

  /**
   * The inverse of {@link #fold}: weights that do with standardised vectors what {@code weights} do
   * with the vectors as they are.
   *
   * @param weights of a network, by name; not changed
   */
  public Map<String, float[]> unfold(DecoderConfig config, Map<String, float[]> weights) {
    return change(config, weights, this::unfold);
  }

  /** Changes a layer that reads the vector: [D, out] and [out], in place. */
  private interface Change {
    void apply(float[] weight, float[] bias);
  }

  private static Map<String, float[]> change(
      DecoderConfig config, Map<String, float[]> weights, Change change) {
    Map<String, float[]> changed = new LinkedHashMap<>(weights);
    if (config.injection().everyStep()) {
      change(changed, "inject.Wih", config.injectionBias(), change);
    }
    if (config.injection().initialState()) {
      for (int i = 0; changed.containsKey("initial" + i + ".W"); i++) {
        change(changed, "initial" + i + ".W", "initial" + i + ".b", change);
      }
    }
    if (config.injection() == Injection.FIRST_INPUT) {
      change(changed, "image.W", "image.b", change);
    }
    if (config.injection() == Injection.MERGE) {
      change(changed, "merge.Wi", "merge.b", change);
    }
    return changed;
  }

  private static void change(
      Map<String, float[]> weights, String weightName, String biasName, Change change) {
    float[] weight = weights.get(weightName).clone();
    float[] bias = weights.get(biasName).clone();
    change.apply(weight, bias);
    weights.put(weightName, weight);
    weights.put(biasName, bias);
  }

  private void unfold(float[] weight, float[] bias) {
    int outputs = bias.length;
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < outputs; j++) {
        bias[j] += mean[i] * weight[i * outputs + j];
        weight[i * outputs + j] /= scale[i];
      }
    }
  }

  private void fold(float[] weight, float[] bias) {
    int outputs = bias.length;
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < outputs; j++) {
        weight[i * outputs + j] *= scale[i];
        bias[j] -= mean[i] * weight[i * outputs + j];
      }
    }
  }

  /** Features that are standardised as they are copied: nothing is kept twice. */
  private record Standardised(FeatureSource features, FeatureStandardisation standardisation)
      implements FeatureSource.Forwarding {
    @Override
    public void copy(int image, float[] target, int offset) {
      features.copy(image, target, offset);
      standardisation.apply(target, offset, length());
    }
  }
}
