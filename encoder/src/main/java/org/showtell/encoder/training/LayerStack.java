package org.showtell.encoder.training;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.training.ConvolutionOps.FlippedConvolution;
import org.showtell.encoder.training.ConvolutionOps.PatchGradient;
import org.showtell.encoder.training.LayerPass.Buffers;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/**
 * All layers bound to memory for batches of one size. The maps of all layers are kept for the
 * backward pass; one gradient buffer serves them in turn.
 */
final class LayerStack implements AutoCloseable {
  /** Up to 8x8 pixels. */
  private static final int SMALL_MAP = 64;

  private final int images;
  private final int height;
  private final int width;
  private final List<INDArray> owned = new ArrayList<>();
  private final List<LayerPass> passes = new ArrayList<>();
  private final INDArray pixels;
  private final INDArray grid;
  private final INDArray gridGradient;

  LayerStack(
      VggArchitecture architecture,
      List<LayerWeights> weights,
      DataType type,
      int images,
      int height,
      int width) {
    this.images = images;
    this.height = height;
    this.width = width;
    List<MapShape> shapes = shapes(architecture);
    MapArithmetic arithmetic = MapArithmetic.of(type);
    pixels = own(type, images, height, width, VggArchitecture.COLOURS);
    INDArray gradients = own(type, largestOutput(shapes));
    INDArray input = pixels;
    for (int l = 0; l < shapes.size(); l++) {
      MapShape shape = shapes.get(l);
      INDArray kernel = weights.get(l).kernel().value();
      Buffers buffers =
          new Buffers(
              input,
              own(type, shape.map()),
              own(type, shape.output()),
              beginning(gradients, shape.output()),
              own(type, kernel.shape()));
      Runnable back = back(type, kernel, shape, buffers, l == 0, gradients);
      passes.add(new LayerPass(weights.get(l), arithmetic, shape, buffers, back));
      input = buffers.output();
    }
    grid = input.reshape('c', input.length() / input.size(3), input.size(3));
    gridGradient = beginning(gradients, grid.shape());
  }

  private Runnable back(
      DataType type,
      INDArray kernel,
      MapShape shape,
      Buffers buffers,
      boolean first,
      INDArray gradients) {
    INDArray inputGradient = beginning(gradients, buffers.input().shape());
    boolean small = shape.height() * shape.width() <= SMALL_MAP;
    if (type != DataType.FLOAT || !first && !small) {
      return ConvolutionOps.backward(
          buffers.input(), kernel, buffers.map(), inputGradient, buffers.kernelGradient());
    }
    long[] channels = kernel.shape();
    PatchGradient ofKernel =
        new PatchGradient(
            shape,
            buffers.input(),
            buffers.map(),
            own(type, PatchGradient.patches(shape, (int) channels[2])),
            buffers.kernelGradient());
    if (first) {
      return ofKernel;
    }
    INDArray flipped = own(type, channels[0], channels[1], channels[3], channels[2]);
    Runnable ofInput = new FlippedConvolution(kernel, flipped, buffers.map(), inputGradient);
    return () -> {
      ofKernel.run();
      ofInput.run();
    };
  }

  private List<MapShape> shapes(VggArchitecture architecture) {
    List<MapShape> shapes = new ArrayList<>();
    int stages = architecture.stages().size();
    for (int s = 0; s < stages; s++) {
      List<ConvLayer> stage = architecture.stages().get(s);
      for (int c = 0; c < stage.size(); c++) {
        boolean pooled = s < stages - 1 && c == stage.size() - 1;
        shapes.add(new MapShape(images, height >> s, width >> s, stage.get(c).filters(), pooled));
      }
    }
    return shapes;
  }

  private long largestOutput(List<MapShape> shapes) {
    long largest = pixels.length();
    for (MapShape shape : shapes) {
      largest = Math.max(largest, (long) shape.images() * shape.imageOutput());
    }
    return largest;
  }

  private INDArray own(DataType type, long... shape) {
    INDArray array = Nd4j.createUninitialized(type, shape, 'c');
    owned.add(array);
    return array;
  }

  private static INDArray beginning(INDArray buffer, long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return buffer.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }

  boolean fits(PixelBatch batch) {
    return images == batch.batch() && height == batch.height() && width == batch.width();
  }

  INDArray forward(PixelBatch batch, boolean learning) {
    fill(batch);
    passes.forEach(pass -> pass.forward(learning));
    return grid;
  }

  /** Forward while each layer takes over its bias. */
  void adopt(PixelBatch batch, List<float[]> biases) {
    fill(batch);
    for (int l = 0; l < passes.size(); l++) {
      passes.get(l).adopt(biases.get(l));
    }
  }

  void backward(INDArray gradient) {
    if (gradient.length() != gridGradient.length()) {
      throw new IllegalArgumentException(
          "gridGradient must have as many numbers as the grid, %s, but got %s"
              .formatted(gridGradient.length(), gradient.length()));
    }
    gridGradient.assign(gradient.reshape('c', gridGradient.shape()));
    for (int l = passes.size() - 1; l >= 0; l--) {
      passes.get(l).backward();
    }
  }

  private void fill(PixelBatch batch) {
    if (pixels.dataType() == DataType.FLOAT) {
      pixels.data().asNioFloat().put(0, batch.values(), 0, (int) pixels.length());
    } else {
      double[] values = new double[(int) pixels.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = batch.values()[i];
      }
      pixels.data().asNioDouble().put(0, values);
    }
  }

  @Override
  public void close() {
    owned.forEach(INDArray::close);
  }
}
