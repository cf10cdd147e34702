package org.showtell.encoder.network;

import java.util.List;

/** One step of a network that runs forward only. */
public sealed interface Layer {
  /**
   * A square convolution with SAME padding (an odd pixel more goes to the bottom and the right) and
   * a bias. Tensors: {@code NAME.weight} [kH,kW,in,out], or [kH,kW,channels,1] where each channel
   * has a kernel of its own, and {@code NAME.bias} [out].
   *
   * @param filters channels of the output
   * @param depthwise whether each channel has a kernel of its own
   */
  record Convolution(
      String name, int kernel, int stride, int filters, boolean depthwise, Activation activation)
      implements Layer {
    /** The dimensions of {@code NAME.weight} over an input of so many channels. */
    long[] kernelShape(int inputs) {
      return depthwise
          ? new long[] {kernel, kernel, inputs, 1}
          : new long[] {kernel, kernel, inputs, filters};
    }

    /** Rows or columns of padding for a side of the input: in front, and in all. */
    int[] padding(int side) {
      int all = Math.max(0, (strided(side) - 1) * stride + kernel - side);
      return new int[] {all / 2, all};
    }

    private int strided(int side) {
      return (side + stride - 1) / stride;
    }
  }

  /** A 2x2 max pool; an odd last row or column is left out. */
  record MaxPool() implements Layer {}

  /**
   * A dense layer over all numbers of the input in the order H, W, C. Tensors: {@code NAME.weight}
   * [in,out] and {@code NAME.bias} [out].
   */
  record Dense(String name, int units, Activation activation) implements Layer {}

  /** Layers whose result is added to their input. The last one is a linear convolution. */
  record Residual(List<Layer> body) implements Layer {
    public Residual {
      body = List.copyOf(body);
      if (body.isEmpty()
          || !(body.get(body.size() - 1) instanceof Convolution last)
          || last.activation() != Activation.NONE) {
        throw new IllegalArgumentException(
            "a residual block must end with a linear convolution, but got " + body);
      }
    }
  }

  /** The input or output of a layer, of one image. */
  record Shape(int height, int width, int channels) {
    public int length() {
      return height * width * channels;
    }

    /** What a layer makes of this. */
    public Shape after(Layer layer) {
      if (layer instanceof Convolution convolution) {
        return new Shape(
            convolution.strided(height), convolution.strided(width), convolution.filters());
      }
      if (layer instanceof MaxPool) {
        return new Shape(height / 2, width / 2, channels);
      }
      if (layer instanceof Dense dense) {
        return new Shape(1, 1, dense.units());
      }
      return after(((Residual) layer).body());
    }

    Shape after(List<Layer> layers) {
      Shape shape = this;
      for (Layer layer : layers) {
        shape = shape.after(layer);
      }
      return shape;
    }
  }
}
