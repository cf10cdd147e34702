package org.showtell.encoder.training;

import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/** The equations as they are written, for gradient checks. */
final class DoubleMaps implements MapArithmetic {
  @Override
  public ChannelSums moments(INDArray map, MapShape shape) {
    DoubleBuffer y = map.data().asNioDouble();
    ChannelSums sums = empty(shape);
    for (int i = 0; i < shape.images() * shape.image(); i++) {
      int c = i % shape.channels();
      sums.first()[c] += y.get(i);
      sums.second()[c] += y.get(i) * y.get(i);
    }
    return sums;
  }

  @Override
  public void forward(INDArray map, INDArray output, MapShape shape, ChannelLine line) {
    DoubleBuffer y = map.data().asNioDouble();
    DoubleBuffer z = output.data().asNioDouble();
    for (int o = 0; o < shape.images() * shape.imageOutput(); o++) {
      z.put(o, Math.max(0, value(y, winner(y, o, shape, line), shape, line)));
    }
  }

  @Override
  public ChannelSums gradientSums(
      INDArray map, INDArray outputGradient, MapShape shape, ChannelLine line) {
    DoubleBuffer y = map.data().asNioDouble();
    DoubleBuffer dz = outputGradient.data().asNioDouble();
    ChannelSums sums = empty(shape);
    for (int o = 0; o < shape.images() * shape.imageOutput(); o++) {
      int i = winner(y, o, shape, line);
      if (value(y, i, shape, line) > 0) {
        sums.first()[o % shape.channels()] += dz.get(o);
        sums.second()[o % shape.channels()] += dz.get(o) * y.get(i);
      }
    }
    return sums;
  }

  @Override
  public void backward(
      INDArray map,
      INDArray outputGradient,
      MapShape shape,
      ChannelLine line,
      ChannelLine correction) {
    DoubleBuffer y = map.data().asNioDouble();
    DoubleBuffer dz = outputGradient.data().asNioDouble();
    double[] result = new double[shape.images() * shape.image()];
    for (int i = 0; i < result.length; i++) {
      int c = i % shape.channels();
      result[i] = correction.slope()[c] * y.get(i) + correction.intercept()[c];
    }
    for (int o = 0; o < shape.images() * shape.imageOutput(); o++) {
      int i = winner(y, o, shape, line);
      if (value(y, i, shape, line) > 0) {
        result[i] += line.slope()[o % shape.channels()] * dz.get(o);
      }
    }
    y.put(0, result);
  }

  private static double value(DoubleBuffer y, int i, MapShape shape, ChannelLine line) {
    int c = i % shape.channels();
    return line.slope()[c] * y.get(i) + line.intercept()[c];
  }

  /** Where in the map the output's number comes from: the first of equals. */
  private static int winner(DoubleBuffer y, int output, MapShape shape, ChannelLine line) {
    if (!shape.pooled()) {
      return output;
    }
    int c = output % shape.channels();
    int pixel = output / shape.channels();
    int row = pixel / (shape.width() / 2);
    int column = pixel % (shape.width() / 2);
    int corner = (2 * row * shape.width() + 2 * column) * shape.channels() + c;
    int best = corner;
    for (int next :
        new int[] {
          corner + shape.channels(), corner + shape.row(), corner + shape.row() + shape.channels()
        }) {
      if (value(y, next, shape, line) > value(y, best, shape, line)) {
        best = next;
      }
    }
    return best;
  }

  private static ChannelSums empty(MapShape shape) {
    return new ChannelSums(new double[shape.channels()], new double[shape.channels()]);
  }
}
