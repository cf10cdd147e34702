package org.showtell.encoder.training;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.LayerWeights.FlatTensor;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/** {@code y + b}: a folded network that is trained on as it is. */
final class ChannelBias implements ChannelTransform {
  private final FlatTensor bias;

  ChannelBias(FlatTensor bias) {
    this.bias = bias;
  }

  @Override
  public void start() {
    bias.set(new double[bias.columns()]);
  }

  @Override
  public ChannelLine fixed() {
    double[] intercept = bias.numbers();
    double[] slope = new double[intercept.length];
    Arrays.fill(slope, 1);
    return new ChannelLine(slope, intercept);
  }

  @Override
  public ChannelLine learning(MapArithmetic arithmetic, INDArray map, MapShape shape) {
    return fixed();
  }

  @Override
  public ChannelLine learn(ChannelSums sums, MapShape shape) {
    bias.addGradient(sums.first());
    return new ChannelLine(new double[shape.channels()], new double[shape.channels()]);
  }

  @Override
  public double[] kernelFactors(double[] norms) {
    double[] ones = new double[norms.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public void adopt(float[] values, double[] factors, ChannelSums moments, MapShape shape) {
    adopt(values);
  }

  @Override
  public void adopt(float[] values) {
    double[] numbers = new double[values.length];
    Arrays.setAll(numbers, c -> values[c]);
    bias.set(numbers);
  }

  @Override
  public float[] statistics() {
    return new float[0];
  }

  @Override
  public void restoreStatistics(float[] values) {}
}
