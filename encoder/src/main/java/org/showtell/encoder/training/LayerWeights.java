package org.showtell.encoder.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;

/**
 * What one convolution keeps from batch to batch.
 *
 * @param kernel [3,3,in,out]
 */
record LayerWeights(String name, FlatTensor kernel, ChannelTransform transform) {
  /** Lengths of the kernels of each output channel, [out]. */
  double[] kernelNorms() {
    double[] numbers = kernel.numbers();
    double[] norms = new double[kernel.tensor().columns()];
    for (int i = 0; i < numbers.length; i++) {
      norms[i % norms.length] += numbers[i] * numbers[i];
    }
    Arrays.setAll(norms, c -> Math.sqrt(norms[c]));
    return norms;
  }

  /** Scales the kernel of each output channel; {@code factors} is [out]. */
  void multiplyKernel(double[] factors) {
    double[] numbers = kernel.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factors[i % factors.length];
    }
    kernel.set(numbers);
  }

  Map<String, float[]> folded() {
    ChannelLine line = transform.fixed();
    double[] numbers = kernel.numbers();
    int channels = kernel.tensor().columns();
    float[] weight = new float[numbers.length];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (numbers[i] * line.slope()[i % channels]);
    }
    float[] bias = new float[channels];
    for (int c = 0; c < channels; c++) {
      bias[c] = (float) line.intercept()[c];
    }
    Map<String, float[]> tensors = new LinkedHashMap<>();
    tensors.put(name + ".weight", weight);
    tensors.put(name + ".bias", bias);
    return tensors;
  }
}
