package org.showtell.encoder.weights;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.encoder.weights.StoredTensor.FloatSink;

/**
 * How a file's kernels are laid out. Ours are convolutions [kH,kW,in,out] and dense kernels
 * [in,out] with the inputs of the first in the order height, width, channel (H,W,C).
 *
 * @param filtersFirst whether convolutions are [out,in,kH,kW]
 * @param unitsFirst whether dense kernels are [out,in]
 * @param flattening in which order the first dense layer takes the grid's numbers
 */
public record KernelLayout(boolean filtersFirst, boolean unitsFirst, Flattening flattening) {
  /** As here and in Keras: [kH,kW,in,out], [in,out], H,W,C. */
  public static final KernelLayout CHANNELS_LAST =
      new KernelLayout(false, false, Flattening.HEIGHT_WIDTH_CHANNEL);

  /** PyTorch's: [out,in,kH,kW], [out,in], C,H,W. */
  public static final KernelLayout TORCH =
      new KernelLayout(true, true, Flattening.CHANNEL_HEIGHT_WIDTH);

  /** The order in which a grid's numbers become one row. */
  @FunctionalInterface
  public interface Flattening {
    /** The order of this program and of Keras. */
    Flattening HEIGHT_WIDTH_CHANNEL =
        (height, width, channels) -> IntStream.range(0, height * width * channels).toArray();

    /** The order of PyTorch, Caffe and of Deeplearning4j's own graphs. */
    Flattening CHANNEL_HEIGHT_WIDTH =
        (height, width, channels) -> {
          int positions = height * width;
          return IntStream.range(0, positions * channels)
              .map(i -> i % positions * channels + i / positions)
              .toArray();
        };

    /**
     * For each input of the first dense layer, the index of its number in the grid [H,W,C].
     *
     * @throws ModelFileException if the file's order is none
     */
    int[] order(int height, int width, int channels) throws ModelFileException;
  }

  /** Where the numbers of a convolution's kernel belong in [kH,kW,in,out]. */
  Placement convolution(int kernel, int inputs, int filters) {
    return filtersFirst
        ? new Placement(
            new int[] {filters, inputs, kernel, kernel},
            new int[] {1, filters, kernel * inputs * filters, inputs * filters})
        : Placement.inOrder(List.of(kernel, kernel, inputs, filters));
  }

  /** Where the numbers of a dense kernel belong in [in,out]. */
  Placement dense(int inputs, int units) {
    return unitsFirst
        ? new Placement(new int[] {units, inputs}, new int[] {1, units})
        : Placement.inOrder(List.of(inputs, units));
  }

  /**
   * Puts the numbers of a stored tensor, which come row-major, where another layout wants them:
   * dimension d of the stored shape moves by {@code strides[d]} in the target.
   */
  static final class Placement {
    private final int[] shape;
    private final int[] strides;
    private final int[] rows;
    private final int rowDimension;

    Placement(int[] shape, int[] strides) {
      this(shape, strides, null, -1);
    }

    private Placement(int[] shape, int[] strides, int[] rows, int rowDimension) {
      this.shape = shape;
      this.strides = strides;
      this.rows = rows;
      this.rowDimension = rowDimension;
    }

    static Placement inOrder(List<Integer> shape) {
      int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
      int[] strides = new int[dimensions.length];
      int stride = 1;
      for (int d = dimensions.length - 1; d >= 0; d--) {
        strides[d] = stride;
        stride *= dimensions[d];
      }
      return new Placement(dimensions, strides);
    }

    /**
     * The same with a dense kernel's inputs in another order: {@code order} is the place of each.
     */
    Placement withInputs(int[] order, boolean unitsFirst) {
      return new Placement(shape, strides, order, unitsFirst ? 1 : 0);
    }

    List<Integer> shape() {
      return Arrays.stream(shape).boxed().toList();
    }

    FloatSink into(float[] target) {
      return new Filler(target);
    }

    private int step(int dimension, int index) {
      return (dimension == rowDimension ? rows[index] : index) * strides[dimension];
    }

    private final class Filler implements FloatSink {
      private final float[] target;
      private final int last = shape.length - 1;
      private final int[] index = new int[shape.length];
      private int base;

      private Filler(float[] target) {
        this.target = target;
      }

      @Override
      public void accept(float[] values, int count) {
        int taken = 0;
        while (taken < count) {
          int run = Math.min(count - taken, shape[last] - index[last]);
          if (last != rowDimension && strides[last] == 1) {
            System.arraycopy(values, taken, target, base + index[last], run);
          } else {
            for (int i = 0; i < run; i++) {
              target[base + step(last, index[last] + i)] = values[taken + i];
            }
          }
          taken += run;
          index[last] += run;
          if (index[last] == shape[last]) {
            carry();
          }
        }
      }

      private void carry() {
        index[last] = 0;
        for (int d = last - 1; d >= 0 && ++index[d] == shape[d]; d--) {
          index[d] = 0;
        }
        base = 0;
        for (int d = 0; d < last; d++) {
          base += step(d, index[d]);
        }
      }
    }
  }
}
