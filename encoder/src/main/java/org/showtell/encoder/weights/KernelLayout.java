package org.showtell.encoder.weights;

import java.util.List;

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
        (height, width, channels) -> {
          int[] order = new int[height * width * channels];
          for (int i = 0; i < order.length; i++) {
            order[i] = i;
          }
          return order;
        };

    /** The order of PyTorch, Caffe and of Deeplearning4j's own graphs. */
    Flattening CHANNEL_HEIGHT_WIDTH =
        (height, width, channels) -> {
          int[] order = new int[height * width * channels];
          int i = 0;
          for (int c = 0; c < channels; c++) {
            for (int position = 0; position < height * width; position++) {
              order[i++] = position * channels + c;
            }
          }
          return order;
        };

    /**
     * For each input of the first dense layer, the index of the number that it takes from the grid
     * [H,W,C].
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
}
