package org.showtell.encoder.efficientnet;

import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;

/** The network in plain loops and double precision, as its definition reads. */
final class NaiveEfficientNet {
  private final EfficientNetArchitecture architecture;
  private final EfficientNetWeights weights;
  private int height;
  private int width;
  private int channels;

  NaiveEfficientNet(EfficientNetArchitecture architecture, EfficientNetWeights weights) {
    this.architecture = architecture;
    this.weights = weights;
  }

  /** [H,W,D] of one photo. */
  double[] grid(float[] pixels) {
    height = architecture.height();
    width = architecture.width();
    channels = 3;
    double[] values = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[i] = pixels[i];
    }
    values = rectified(convolve(values, "stem", 3, 2, architecture.stem(), false));
    for (int b = 0; b < architecture.blocks().size(); b++) {
      values = block(values, "blocks." + b, architecture.blocks().get(b));
    }
    return rectified(convolve(values, "head", 1, 1, architecture.head(), false));
  }

  private double[] block(double[] in, String name, MobileBlock block) {
    int inputs = channels;
    int middle = inputs * block.expansion();
    double[] values = in;
    if (block.expansion() > 1) {
      values = rectified(convolve(values, name + ".expand", 1, 1, middle, false));
    }
    values =
        rectified(
            convolve(values, name + ".depthwise", block.kernel(), block.stride(), middle, true));
    values = convolve(values, name + ".project", 1, 1, block.outputs(), false);
    if (block.stride() == 1 && inputs == block.outputs()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += in[i];
      }
    }
    return values;
  }

  private double[] convolve(
      double[] in, String layer, int kernel, int stride, int filters, boolean depthwise) {
    float[] weight = weights.tensors().get(layer + ".weight");
    float[] bias = weights.tensors().get(layer + ".bias");
    int rows = (int) Math.ceil(height / (double) stride);
    int columns = (int) Math.ceil(width / (double) stride);
    // TensorFlow's SAME: half of what is missing at the top and the left, rounded down.
    int top = Math.max(0, (rows - 1) * stride + kernel - height) / 2;
    int left = Math.max(0, (columns - 1) * stride + kernel - width) / 2;
    int inputs = depthwise ? 1 : channels;
    double[] out = new double[rows * columns * filters];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int f = 0; f < filters; f++) {
          double sum = bias[f];
          for (int c = 0; c < inputs; c++) {
            for (int k = 0; k < kernel * kernel; k++) {
              int iy = y * stride + k / kernel - top;
              int ix = x * stride + k % kernel - left;
              if (iy >= 0 && iy < height && ix >= 0 && ix < width) {
                sum +=
                    in[(iy * width + ix) * channels + (depthwise ? f : c)]
                        * weight[(f * inputs + c) * kernel * kernel + k];
              }
            }
          }
          out[(y * columns + x) * filters + f] = sum;
        }
      }
    }
    height = rows;
    width = columns;
    channels = filters;
    return out;
  }

  private static double[] rectified(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(6, Math.max(0, values[i]));
    }
    return values;
  }
}
