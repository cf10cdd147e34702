package org.showtell.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.training.TrainableEncoder;

/**
 * Photos per second of the training of a small VGG-style encoder, forward and backward, in batches
 * of 64, and how long conv2d and conv2d_bp of its layers alone would take beside that. The encoder
 * has faster ways back than conv2d_bp for some layers, so that this may be more than all.
 */
public final class EncoderTrainingSpeed {
  private static final int PHOTOS = 64;
  private static final int[] CONVOLUTION = {3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0};
  private static final int[] SIZES = {80, 96, 112};

  private EncoderTrainingSpeed() {}

  /** Measures in so many rounds, or 5. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    System.out.printf(
        Locale.ROOT,
        "Small VGG-style encoder, batches of %d, forward and backward; %d processors, load average"
            + " %.1f%npixels  forward ms  backward ms  photos/s  convolutions  processor"
            + " ms/photo%n",
        PHOTOS,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (int size : SIZES) {
      measure(size, rounds);
    }
  }

  private static void measure(int size, int rounds) {
    VggArchitecture small = VggArchitecture.small("small-vgg");
    long length =
        TrainableEncoder.tensors(small, true).stream()
            .mapToLong(tensor -> (long) tensor.rows() * tensor.columns())
            .sum();
    double[] forward = new double[rounds];
    double[] backward = new double[rounds];
    long processor = 0;
    try (INDArray values = Nd4j.create(DataType.FLOAT, 1, length);
        INDArray gradients = Nd4j.create(DataType.FLOAT, 1, length);
        TrainableEncoder encoder = new TrainableEncoder(small, true, values, gradients, 0)) {
      encoder.initialize(1);
      PixelBatch pixels = pixels(size);
      for (int round = -2; round < rounds; round++) {
        if (round == 0) {
          processor -= processorTime();
        }
        long start = System.nanoTime();
        INDArray grid = encoder.forward(pixels, true);
        long middle = System.nanoTime();
        // The grid itself is as good a gradient as any.
        encoder.backward(grid);
        if (round >= 0) {
          forward[round] = (middle - start) / 1e6;
          backward[round] = (System.nanoTime() - middle) / 1e6;
        }
      }
      processor += processorTime();
    }
    double all = best(forward) + best(backward);
    System.out.printf(
        Locale.ROOT,
        "%6d  %10.0f  %11.0f  %8.1f  %11.0f%%  %19.1f%n",
        size,
        best(forward),
        best(backward),
        1000 * PHOTOS / all,
        100 * convolutions(small, size, rounds) / all,
        processor / 1e6 / rounds / PHOTOS);
  }

  /** Of all threads: on a busy machine it says more than the clock. */
  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static PixelBatch pixels(int size) {
    Random random = new Random(1);
    float[] values = new float[PHOTOS * size * size * PixelBatch.CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new PixelBatch(PHOTOS, size, size, values);
  }

  private static double best(double[] times) {
    return Arrays.stream(times).min().orElseThrow();
  }

  /** Milliseconds of the bare ops, forward and backward. */
  private static double convolutions(VggArchitecture architecture, int size, int rounds) {
    double sum = 0;
    int inputs = VggArchitecture.COLOURS;
    int side = size;
    for (List<ConvLayer> stage : architecture.stages()) {
      for (ConvLayer layer : stage) {
        sum += convolution(side, inputs, layer.filters(), rounds);
        inputs = layer.filters();
      }
      side /= 2;
    }
    return sum;
  }

  private static double convolution(int side, int inputs, int outputs, int rounds) {
    try (INDArray x = Nd4j.rand(DataType.FLOAT, PHOTOS, side, side, inputs);
        INDArray w = Nd4j.rand(DataType.FLOAT, 3, 3, inputs, outputs);
        INDArray y = Nd4j.rand(DataType.FLOAT, PHOTOS, side, side, outputs);
        INDArray dx = Nd4j.create(DataType.FLOAT, x.shape());
        INDArray dw = Nd4j.create(DataType.FLOAT, w.shape())) {
      CustomOp forth =
          DynamicCustomOp.builder("conv2d")
              .addInputs(x, w)
              .addOutputs(y)
              .addIntegerArguments(CONVOLUTION)
              .build();
      CustomOp back =
          DynamicCustomOp.builder("conv2d_bp")
              .addInputs(x, w, y)
              .addOutputs(dx, dw)
              .addIntegerArguments(CONVOLUTION)
              .build();
      double[] times = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        long start = System.nanoTime();
        Nd4j.getExecutioner().exec(forth);
        if (inputs != VggArchitecture.COLOURS) {
          // The first layer's way back is no convolution.
          Nd4j.getExecutioner().exec(back);
        }
        if (round >= 0) {
          times[round] = (System.nanoTime() - start) / 1e6;
        }
      }
      return best(times);
    }
  }
}
