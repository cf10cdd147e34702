package org.showtell.encoder.preset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An EfficientNet of the Lite family (Tan and Le 2019, table 1; without squeeze-and-excitation and
 * with ReLU6): a 3x3 convolution with stride 2, blocks, a 1x1 convolution. The grid is the last
 * convolution's output after ReLU6, the vector its mean, the classifier a dense layer on the
 * vector. Every convolution pads as TensorFlow's SAME: an odd pixel goes to the right and the
 * bottom.
 *
 * @param name the preset's
 * @param stem channels of the first convolution
 * @param head channels of the last convolution: D of the grid and of the vector
 */
public record EfficientNetArchitecture(
    String name, int height, int width, int stem, List<MobileBlock> blocks, int head, int classes)
    implements EncoderArchitecture {
  public static final int COLOURS = 3;

  public static final int STEM_KERNEL = 3;

  public static final int STEM_STRIDE = 2;

  /** A tensor that no other family has: it identifies a weight file. */
  public static final String TELLING_TENSOR = "blocks.0.depthwise.weight";

  /** Number of blocks, kernel, stride of the first, expansion, channels out; by stage. */
  private static final int[][] LITE2 = {
    {1, 3, 1, 1, 16},
    {3, 3, 2, 6, 24},
    {3, 5, 2, 6, 48},
    {4, 3, 2, 6, 88},
    {4, 5, 1, 6, 120},
    {5, 5, 2, 6, 208},
    {1, 3, 1, 6, 352}
  };

  /** Fails if there is no block or a size is below 1. */
  public EfficientNetArchitecture {
    Objects.requireNonNull(name, "name");
    blocks = List.copyOf(blocks);
    if (height < 1 || width < 1 || stem < 1 || head < 1 || classes < 1 || blocks.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: there must be a block and sizes of at least 1, but got %sx%s pixels, stem %s, %s "
                  + "blocks, head %s, %s classes",
              name, height, width, stem, blocks.size(), head, classes));
    }
  }

  /** EfficientNet-Lite2: width 1.1, depth 1.2, 260x260 pixels, grid 9x9x1280. */
  public static EfficientNetArchitecture lite2(String name) {
    List<MobileBlock> blocks = new ArrayList<>();
    for (int[] stage : LITE2) {
      for (int i = 0; i < stage[0]; i++) {
        blocks.add(new MobileBlock(stage[1], i == 0 ? stage[2] : 1, stage[3], stage[4]));
      }
    }
    return new EfficientNetArchitecture(name, 260, 260, 32, blocks, 1280, 1000);
  }

  /** A side after a strided convolution with SAME padding. */
  public static int strided(int side, int stride) {
    return (side + stride - 1) / stride;
  }

  private int reduced(int side) {
    int left = strided(side, STEM_STRIDE);
    for (MobileBlock block : blocks) {
      left = strided(left, block.stride());
    }
    return left;
  }

  @Override
  public int gridHeight() {
    return reduced(height);
  }

  @Override
  public int gridWidth() {
    return reduced(width);
  }

  @Override
  public int gridSize() {
    return head;
  }

  @Override
  public int vectorSize() {
    return head;
  }

  /**
   * In PyTorch's layout, as the published file: convolutions [out,in,kH,kW], depthwise ones
   * [channels,1,kH,kW], the classifier [classes,D].
   */
  @Override
  public Map<String, List<Integer>> tensorShapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    put(shapes, "stem", List.of(stem, COLOURS, STEM_KERNEL, STEM_KERNEL));
    int inputs = stem;
    for (int i = 0; i < blocks.size(); i++) {
      MobileBlock block = blocks.get(i);
      int middle = inputs * block.expansion();
      if (block.expands()) {
        put(shapes, "blocks." + i + ".expand", List.of(middle, inputs, 1, 1));
      }
      put(shapes, "blocks." + i + ".depthwise", List.of(middle, 1, block.kernel(), block.kernel()));
      put(shapes, "blocks." + i + ".project", List.of(block.outputs(), middle, 1, 1));
      inputs = block.outputs();
    }
    put(shapes, "head", List.of(head, inputs, 1, 1));
    put(shapes, "classifier", List.of(classes, head));
    return shapes;
  }

  private static void put(
      Map<String, List<Integer>> shapes, String layer, List<Integer> kernelShape) {
    shapes.put(layer + ".weight", kernelShape);
    shapes.put(layer + ".bias", List.of(kernelShape.get(0)));
  }

  @Override
  public EfficientNetArchitecture atSide(int side) {
    if (side == height && side == width) {
      return this;
    }
    throw new IllegalArgumentException(
        String.format(
            "%s: its weights were trained on %sx%s pixels and are used with no other size, "
                + "but got %s",
            name, width, height, side));
  }

  /**
   * A 1x1 convolution that expands, a depthwise one and a 1x1 one that projects (Sandler et al.
   * 2018, MobileNetV2, section 3.3). The first two end in ReLU6, the last is linear. The input is
   * added to the output where both have the same shape.
   *
   * @param kernel side of the depthwise kernel
   * @param stride of the depthwise convolution: 1 or 2
   * @param expansion how many times wider the middle is; 1 for no expanding convolution
   * @param outputs channels out
   */
  public record MobileBlock(int kernel, int stride, int expansion, int outputs) {
    /** Fails if the kernel is even, the stride is neither 1 nor 2, or a width is below 1. */
    public MobileBlock {
      if (kernel < 1
          || kernel % 2 == 0
          || stride < 1
          || stride > 2
          || expansion < 1
          || outputs < 1) {
        throw new IllegalArgumentException(
            String.format(
                "a block must have an odd kernel, stride 1 or 2, and an expansion and "
                    + "outputs of at least 1 but got kernel %s, stride %s, expansion %s, outputs %s",
                kernel, stride, expansion, outputs));
      }
    }

    public boolean expands() {
      return expansion > 1;
    }

    public boolean isResidual(int inputs) {
      return stride == 1 && inputs == outputs;
    }
  }
}
