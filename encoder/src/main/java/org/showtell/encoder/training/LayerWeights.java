package org.showtell.encoder.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one convolution keeps from batch to batch.
 *
 * @param name of the convolution
 * @param kernel [3,3,in,out]
 * @param rule what its map goes through
 */
record LayerWeights(String name, FlatTensor kernel, ChannelRule rule) {
  /** Kernel and bias with the rule folded in. */
  Map<String, float[]> folded() {
    ChannelLine line = rule.fixed();
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
