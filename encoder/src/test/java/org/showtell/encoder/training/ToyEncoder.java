package org.showtell.encoder.training;

import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.nn.parameter.ParameterSpec;

/** A tiny encoder with flat vectors of its own, between weights of somebody else. */
final class ToyEncoder implements AutoCloseable {
  static final VggArchitecture ARCHITECTURE = VggArchitecture.stack("toy", 8, "4,P,5,6,P,7");
  static final int OFFSET = 11;

  final INDArray values;
  final INDArray gradients;
  final TrainableEncoder encoder;

  ToyEncoder(DataType type, boolean norm) {
    List<ParameterSpec> tensors = TrainableEncoder.tensors(ARCHITECTURE, norm);
    long length = OFFSET + tensors.stream().mapToLong(ToyEncoder::length).sum() + 3;
    values = Nd4j.create(type, new long[] {1, length}, 'c');
    gradients = Nd4j.create(type, new long[] {1, length}, 'c');
    encoder = new TrainableEncoder(ARCHITECTURE, norm, values, gradients, OFFSET);
    encoder.initialize(5);
    // Scales of both signs and shifts that are not 0: a falling line has its own way through a
    // pool.
    Random random = new Random(6);
    long from = OFFSET;
    for (ParameterSpec tensor : tensors) {
      for (long i = from; i < from + length(tensor); i++) {
        if (tensor.rows() == 1) {
          values.data().put(i, random.nextGaussian());
        }
      }
      from += length(tensor);
    }
  }

  static long length(ParameterSpec tensor) {
    return (long) tensor.rows() * tensor.columns();
  }

  static PixelBatch pixels(int photos, int side, long seed) {
    Random random = new Random(seed);
    float[] values = new float[photos * side * side * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new PixelBatch(photos, side, side, values);
  }

  static INDArray gradient(INDArray grid, long seed) {
    Random random = new Random(seed);
    INDArray gradient = Nd4j.create(grid.dataType(), grid.shape(), 'c');
    for (long i = 0; i < gradient.length(); i++) {
      gradient.data().put(i, random.nextGaussian());
    }
    return gradient;
  }

  @Override
  public void close() {
    encoder.close();
    values.close();
    gradients.close();
  }
}
