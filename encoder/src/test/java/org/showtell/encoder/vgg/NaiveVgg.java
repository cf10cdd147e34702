package org.showtell.encoder.vgg;

import java.util.List;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;

/**
 * The network in plain loops and double precision, as its definition reads: the reference for small
 * sizes.
 */
final class NaiveVgg {
  private final VggArchitecture architecture;
  private final VggWeights weights;
  private int height;
  private int width;
  private int channels;

  NaiveVgg(VggArchitecture architecture, VggWeights weights) {
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
    List<List<ConvLayer>> stages = architecture.stages();
    for (int s = 0; s < stages.size(); s++) {
      values = s == 0 ? values : pool(values);
      for (ConvLayer layer : stages.get(s)) {
        values = convolve(values, layer);
      }
    }
    return values;
  }

  /** [D] of one photo, from the dense layers. */
  double[] vector(float[] pixels) {
    double[] values = pool(grid(pixels));
    for (DenseLayer layer : architecture.dense()) {
      float[] weight = weights.tensors().get(layer.name() + ".weight");
      float[] bias = weights.tensors().get(layer.name() + ".bias");
      double[] next = new double[layer.units()];
      for (int u = 0; u < next.length; u++) {
        next[u] = bias[u];
        for (int i = 0; i < values.length; i++) {
          next[u] += values[i] * weight[i * next.length + u];
        }
        next[u] = Math.max(0, next[u]);
      }
      values = next;
    }
    return values;
  }

  private double[] convolve(double[] in, ConvLayer layer) {
    float[] weight = weights.tensors().get(layer.name() + ".weight");
    float[] bias = weights.tensors().get(layer.name() + ".bias");
    int filters = layer.filters();
    double[] out = new double[height * width * filters];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int f = 0; f < filters; f++) {
          double sum = bias[f];
          for (int ky = 0; ky < 3; ky++) {
            for (int kx = 0; kx < 3; kx++) {
              int iy = y + ky - 1;
              int ix = x + kx - 1;
              for (int c = 0;
                  iy >= 0 && iy < height && ix >= 0 && ix < width && c < channels;
                  c++) {
                sum +=
                    in[(iy * width + ix) * channels + c]
                        * weight[((ky * 3 + kx) * channels + c) * filters + f];
              }
            }
          }
          out[(y * width + x) * filters + f] = Math.max(0, sum);
        }
      }
    }
    channels = filters;
    return out;
  }

  private double[] pool(double[] in) {
    int rows = height / 2;
    int columns = width / 2;
    double[] out = new double[rows * columns * channels];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int c = 0; c < channels; c++) {
          double top = Math.max(at(in, 2 * y, 2 * x, c), at(in, 2 * y, 2 * x + 1, c));
          double bottom = Math.max(at(in, 2 * y + 1, 2 * x, c), at(in, 2 * y + 1, 2 * x + 1, c));
          out[(y * columns + x) * channels + c] = Math.max(top, bottom);
        }
      }
    }
    height = rows;
    width = columns;
    return out;
  }

  private double at(double[] values, int y, int x, int c) {
    return values[(y * width + x) * channels + c];
  }
}
