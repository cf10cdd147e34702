package org.showtell.encoder.training;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;
import org.showtell.encoder.training.RowLoops.RowPair;
import org.showtell.encoder.training.RowLoops.WideLine;

/**
 * Image by image, on all cores: a row of the map (two where a pool follows) is copied to the heap,
 * processed while it is in the cache, and copied back.
 */
final class FloatMaps implements MapArithmetic {
  @Override
  public ChannelSums moments(INDArray map, MapShape shape) {
    FloatBuffer y = map.data().asNioFloat();
    return sums(
        shape,
        (image, first, second) -> {
          float[] row = new float[shape.row()];
          for (int h = 0; h < shape.height(); h++) {
            y.get(image * shape.image() + h * row.length, row);
            RowLoops.addMoments(row, first, second);
          }
        },
        shape.row());
  }

  @Override
  public void forward(INDArray map, INDArray output, MapShape shape, ChannelLine line) {
    FloatBuffer y = map.data().asNioFloat();
    FloatBuffer z = output.data().asNioFloat();
    WideLine wide = new WideLine(line, shape);
    images(
        shape,
        image -> {
          RowPair pair = new RowPair(shape);
          float[] out = new float[pair.length()];
          for (int r = 0; r < pair.count(); r++) {
            pair.read(y, image, r);
            if (shape.pooled()) {
              RowLoops.pool(pair, wide, out);
            } else {
              RowLoops.rectify(pair.first(), wide, out);
            }
            z.put(image * shape.imageOutput() + r * out.length, out);
          }
        });
  }

  @Override
  public ChannelSums gradientSums(
      INDArray map, INDArray outputGradient, MapShape shape, ChannelLine line) {
    FloatBuffer y = map.data().asNioFloat();
    FloatBuffer dz = outputGradient.data().asNioFloat();
    WideLine wide = new WideLine(line, shape);
    return sums(
        shape,
        (image, first, second) -> {
          RowPair pair = new RowPair(shape);
          float[] gradient = new float[pair.length()];
          for (int r = 0; r < pair.count(); r++) {
            pair.read(y, image, r);
            dz.get(image * shape.imageOutput() + r * gradient.length, gradient);
            if (shape.pooled()) {
              RowLoops.addPooled(pair, gradient, wide, first, second);
            } else {
              RowLoops.addRectified(pair.first(), gradient, wide, first, second);
            }
          }
        },
        new RowPair(shape).length());
  }

  @Override
  public void backward(
      INDArray map,
      INDArray outputGradient,
      MapShape shape,
      ChannelLine line,
      ChannelLine correction) {
    FloatBuffer y = map.data().asNioFloat();
    FloatBuffer dz = outputGradient.data().asNioFloat();
    WideLine wide = new WideLine(line, shape);
    WideLine back = new WideLine(correction, shape);
    images(
        shape,
        image -> {
          RowPair pair = new RowPair(shape);
          float[] gradient = new float[pair.length()];
          for (int r = 0; r < pair.count(); r++) {
            pair.read(y, image, r);
            dz.get(image * shape.imageOutput() + r * gradient.length, gradient);
            if (shape.pooled()) {
              RowLoops.unpool(pair, gradient, wide, back);
            } else {
              RowLoops.unrectify(pair.first(), gradient, wide, back);
            }
            pair.write(y, image, r);
          }
        });
  }

  private static void images(MapShape shape, java.util.function.IntConsumer work) {
    IntStream.range(0, shape.images()).parallel().forEach(work);
  }

  private interface ImageSums {
    void add(int image, float[] first, float[] second);
  }

  private static ChannelSums sums(MapShape shape, ImageSums work, int width) {
    ChannelSums[] all = new ChannelSums[shape.images()];
    images(
        shape,
        image -> {
          float[] first = new float[width];
          float[] second = new float[width];
          work.add(image, first, second);
          all[image] =
              new ChannelSums(
                  byChannel(first, shape.channels()), byChannel(second, shape.channels()));
        });
    return ChannelSums.total(all);
  }

  private static double[] byChannel(float[] wide, int channels) {
    double[] sums = new double[channels];
    for (int from = 0; from < wide.length; from += channels) {
      for (int c = 0; c < channels; c++) {
        sums[c] += wide[from + c];
      }
    }
    return sums;
  }
}
