package org.showtell.encoder.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * What one convolution keeps from batch to batch.
 *
 * @param kernel [3,3,in,out]
 */
record LayerWeights(String name, FlatTensor kernel, ChannelTransform transform) {
  /** Lengths of the kernels of each output channel, [out]. */
  double[] kernelNorms() {
    double[] numbers = kernel.numbers();
    double[] norms = new double[kernel.columns()];
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
    int channels = kernel.columns();
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

  /** A tensor's views into the caller's two flat vectors, each [3,3,in,out] or [out]. */
  record FlatTensor(INDArray value, INDArray gradient) {
    static FlatTensor at(ParameterSpec tensor, INDArray values, INDArray gradients, long offset) {
      int taps = VggArchitecture.KERNEL * VggArchitecture.KERNEL;
      long[] shape =
          tensor.rows() == 1
              ? new long[] {tensor.columns()}
              : new long[] {
                VggArchitecture.KERNEL,
                VggArchitecture.KERNEL,
                tensor.rows() / taps,
                tensor.columns()
              };
      return new FlatTensor(view(values, offset, shape), view(gradients, offset, shape));
    }

    private static INDArray view(INDArray flat, long offset, long[] shape) {
      return Nd4j.create(flat.data(), shape, Nd4j.getStrides(shape, 'c'), offset, 'c');
    }

    List<Integer> shape() {
      return Arrays.stream(value.shape()).mapToObj(Math::toIntExact).toList();
    }

    /** Output channels. */
    int columns() {
      return (int) value.size(-1);
    }

    double[] numbers() {
      double[] numbers = new double[(int) value.length()];
      if (value.dataType() == DataType.FLOAT) {
        float[] floats = new float[numbers.length];
        value.data().asNioFloat().get(floats);
        Arrays.setAll(numbers, i -> floats[i]);
      } else {
        value.data().asNioDouble().get(numbers);
      }
      return numbers;
    }

    void set(double[] numbers) {
      if (value.dataType() == DataType.FLOAT) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) numbers[i];
        }
        value.data().asNioFloat().put(floats);
      } else {
        value.data().asNioDouble().put(numbers);
      }
    }

    void addGradient(double[] numbers) {
      DataBuffer data = gradient.data();
      for (int i = 0; i < numbers.length; i++) {
        data.put(i, data.getDouble(i) + numbers[i]);
      }
    }
  }
}
