package org.showtell.encoder.training;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.LayerWeights.FlatTensor;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithms 1 and 2): each channel to mean 0 and
 * variance 1 over the batch, then times a trained scale plus a trained shift. For inference running
 * averages take the batch's place; it is then folded into a bias and another kernel.
 */
final class BatchNorm implements ChannelTransform {
  /** Added to the variance. */
  static final double EPSILON = 1e-5;

  /** The share of a new batch in the running averages. */
  static final double MOMENTUM = 0.02;

  /** Kernels shorter than this share of the layer's mean are dead and not scaled up. */
  private static final double LEAST_NORM = 0.01;

  private final FlatTensor scale;
  private final FlatTensor shift;
  private final float[] runningMean;
  private final float[] runningVariance;
  private double[] mean;
  private double[] inverse;

  BatchNorm(FlatTensor scale, FlatTensor shift) {
    this.scale = scale;
    this.shift = shift;
    this.runningMean = new float[scale.columns()];
    this.runningVariance = new float[runningMean.length];
    Arrays.fill(runningVariance, 1f);
  }

  @Override
  public void start() {
    double[] ones = new double[runningMean.length];
    Arrays.fill(ones, 1);
    scale.set(ones);
    shift.set(new double[runningMean.length]);
    Arrays.fill(runningMean, 0f);
    Arrays.fill(runningVariance, 1f);
  }

  @Override
  public ChannelLine fixed() {
    double[] means = new double[runningMean.length];
    double[] inverses = new double[runningMean.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = runningMean[c];
      inverses[c] = 1 / Math.sqrt(runningVariance[c] + EPSILON);
    }
    return line(means, inverses);
  }

  @Override
  public ChannelLine learning(MapArithmetic arithmetic, INDArray map, MapShape shape) {
    ChannelSums sums = arithmetic.moments(map, shape);
    mean = new double[shape.channels()];
    inverse = new double[shape.channels()];
    long pixels = shape.pixels();
    for (int c = 0; c < mean.length; c++) {
      mean[c] = sums.first()[c] / pixels;
      double variance = variance(sums, c, pixels);
      inverse[c] = 1 / Math.sqrt(variance + EPSILON);
      double unbiased = variance * pixels / Math.max(1, pixels - 1);
      runningMean[c] += (float) (MOMENTUM * (mean[c] - runningMean[c]));
      runningVariance[c] += (float) (MOMENTUM * (unbiased - runningVariance[c]));
    }
    return line(mean, inverse);
  }

  private static double variance(ChannelSums sums, int c, long pixels) {
    double mean = sums.first()[c] / pixels;
    return Math.max(0, sums.second()[c] / pixels - mean * mean);
  }

  private ChannelLine line(double[] means, double[] inverses) {
    double[] slope = scale.numbers();
    double[] intercept = shift.numbers();
    for (int c = 0; c < slope.length; c++) {
      slope[c] *= inverses[c];
      intercept[c] -= means[c] * slope[c];
    }
    return new ChannelLine(slope, intercept);
  }

  @Override
  public ChannelLine learn(ChannelSums sums, MapShape shape) {
    double[] scales = scale.numbers();
    double[] scaleGradient = new double[scales.length];
    double[] slope = new double[scales.length];
    double[] intercept = new double[scales.length];
    for (int c = 0; c < scales.length; c++) {
      double dn = sums.first()[c];
      scaleGradient[c] = inverse[c] * (sums.second()[c] - mean[c] * dn);
      // dy = a (dn - mean(dn) - x^ mean(dn x^)), x^ = (y - mean) inverse, a = scale inverse.
      double a = scales[c] * inverse[c];
      slope[c] = -a * inverse[c] * scaleGradient[c] / shape.pixels();
      intercept[c] = -a * dn / shape.pixels() - slope[c] * mean[c];
    }
    scale.addGradient(scaleGradient);
    shift.addGradient(sums.first());
    return new ChannelLine(slope, intercept);
  }

  /**
   * To the length of initial kernels (He et al. 2015). Before a normalisation a kernel's length
   * only sets how far a step turns it; folding in the scale leaves kernels up to sixteen times
   * shorter, and the first steps at a usual rate would erase what they have learned.
   */
  @Override
  public double[] kernelFactors(double[] norms) {
    double least = LEAST_NORM * Arrays.stream(norms).average().orElse(0);
    return Arrays.stream(norms)
        .map(norm -> norm > 0 ? Math.sqrt(2) / Math.max(norm, least) : 1)
        .toArray();
  }

  @Override
  public void adopt(float[] bias, double[] factors, ChannelSums moments, MapShape shape) {
    double[] scales = new double[bias.length];
    double[] shifts = new double[bias.length];
    for (int c = 0; c < bias.length; c++) {
      runningMean[c] = (float) (moments.first()[c] / shape.pixels());
      runningVariance[c] = (float) variance(moments, c, shape.pixels());
      scales[c] = Math.sqrt(runningVariance[c] + EPSILON) / factors[c];
      shifts[c] = runningMean[c] / factors[c] + bias[c];
    }
    scale.set(scales);
    shift.set(shifts);
  }

  @Override
  public void adopt(float[] bias) {
    throw new IllegalArgumentException(
        "a batch normalisation takes its statistics from images, but got none;"
            + " give assign(..) a sample of 64 or more");
  }

  /** Means, then variances. */
  @Override
  public float[] statistics() {
    float[] both = Arrays.copyOf(runningMean, 2 * runningMean.length);
    System.arraycopy(runningVariance, 0, both, runningMean.length, runningMean.length);
    return both;
  }

  @Override
  public void restoreStatistics(float[] values) {
    System.arraycopy(values, 0, runningMean, 0, runningMean.length);
    System.arraycopy(values, runningMean.length, runningVariance, 0, runningMean.length);
  }
}
