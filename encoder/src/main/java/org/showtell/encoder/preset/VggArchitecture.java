package org.showtell.encoder.preset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A plain stack of 3x3 convolutions with a 2x2 max pool between its stages (Simonyan and Zisserman
 * 2014, table 1). The grid is the last stage's output before any pool; dense layers read that grid
 * pooled once more and flattened in the order height, width, channel.
 *
 * @param name the preset's
 * @param stages the convolutions of each stage
 * @param dense the layers after the last pool, empty for a grid-only network
 */
public record VggArchitecture(
    String name,
    int height,
    int width,
    List<List<ConvLayer>> stages,
    List<DenseLayer> dense,
    VectorSource vector)
    implements EncoderArchitecture {
  public static final int KERNEL = 3;

  public static final int COLOURS = 3;

  /**
   * Fails if a stage is empty, the input too small for the pools, or vector and dense contradict
   * each other.
   */
  public VggArchitecture {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(vector, "vector");
    stages = stages.stream().map(List::copyOf).toList();
    dense = List.copyOf(dense);
    if (stages.isEmpty() || stages.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(name + ": every stage needs at least one convolution");
    }
    int pools = stages.size() - 1 + (dense.isEmpty() ? 0 : 1);
    if (height >> pools < 1 || width >> pools < 1) {
      throw new IllegalArgumentException(
          name + ": " + height + "x" + width + " pixels are too few for " + pools + " pools");
    }
    if ((vector == VectorSource.DENSE) == dense.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the vector's source is %s, but got %s dense layers"
              .formatted(name, vector, dense.size()));
    }
  }

  /**
   * VGG16's thirteen convolutions at 224x224, named as Keras names them, each {@code divisor} times
   * narrower (Simonyan and Zisserman 2014, table 1, configuration D).
   */
  public static VggArchitecture vgg16(String name, boolean withDense, int divisor) {
    return vgg(name, new int[] {2, 2, 3, 3, 3}, withDense, divisor);
  }

  /** As {@link #vgg16} with VGG19's sixteen convolutions (configuration E). */
  public static VggArchitecture vgg19(String name, boolean withDense, int divisor) {
    return vgg(name, new int[] {2, 2, 4, 4, 4}, withDense, divisor);
  }

  private static VggArchitecture vgg(
      String name, int[] convolutions, boolean withDense, int divisor) {
    int[] filters = {64, 128, 256, 512, 512};
    List<List<ConvLayer>> stages = new ArrayList<>();
    for (int s = 0; s < convolutions.length; s++) {
      List<ConvLayer> stage = new ArrayList<>();
      for (int c = 1; c <= convolutions[s]; c++) {
        stage.add(new ConvLayer("block" + (s + 1) + "_conv" + c, filters[s] / divisor));
      }
      stages.add(stage);
    }
    List<DenseLayer> dense =
        withDense
            ? List.of(new DenseLayer("fc1", 4096 / divisor), new DenseLayer("fc2", 4096 / divisor))
            : List.of();
    return new VggArchitecture(
        name, 224, 224, stages, dense, withDense ? VectorSource.DENSE : VectorSource.NONE);
  }

  /** Without dense layers: of VGG16's 134 million weights 15 million stay. */
  public VggArchitecture gridOnly() {
    return dense.isEmpty()
        ? this
        : new VggArchitecture(name, height, width, stages, List.of(), VectorSource.NONE);
  }

  /**
   * The same convolutions and weights over a square input of another size.
   *
   * @param side in pixels, a multiple of what the pools divide by
   * @throws IllegalArgumentException if dense layers depend on the size, or pools would leave
   *     pixels over
   */
  @Override
  public VggArchitecture atSide(int side) {
    int divisor = 1 << (stages.size() - 1);
    if (!dense.isEmpty() || side < divisor || side % divisor != 0) {
      throw new IllegalArgumentException(
          dense.isEmpty()
              ? name + ": side must be a multiple of " + divisor + ", but got " + side
              : name + ": its dense layers take " + width + "x" + height + " pixels and no other");
    }
    return new VggArchitecture(name, side, side, stages, dense, vector);
  }

  /** A small network to train from nothing: eight convolutions at 112x112, grid 7x7x512. */
  public static VggArchitecture small(String name) {
    return stack(name, 112, "32,P,64,P,128,128,P,256,256,P,512,512");
  }

  /**
   * A square stack by its layers.
   *
   * @param size side in pixels
   * @param layers for example {@code 32,P,64,P,128,128}: the filters of each convolution, and P for
   *     a 2x2 max pool between two of them
   * @throws IllegalArgumentException if a part is neither, or a pool has no convolution before or
   *     after it
   */
  public static VggArchitecture stack(String name, int size, String layers) {
    List<List<ConvLayer>> stages = new ArrayList<>(List.of(new ArrayList<>()));
    int number = 1;
    for (String part : layers.split(",", -1)) {
      String layer = part.strip();
      if (layer.equalsIgnoreCase("P")) {
        stages.add(new ArrayList<>());
      } else if (layer.matches("[1-9][0-9]{0,5}")) {
        stages
            .get(stages.size() - 1)
            .add(new ConvLayer("conv" + number++, Integer.parseInt(layer)));
      } else {
        throw new IllegalArgumentException(
            name + ": layers are numbers of filters and P for a pool, but got '" + part + "'");
      }
    }
    return new VggArchitecture(name, size, size, stages, List.of(), VectorSource.GRID_MEAN);
  }

  @Override
  public int gridHeight() {
    return height >> (stages.size() - 1);
  }

  @Override
  public int gridWidth() {
    return width >> (stages.size() - 1);
  }

  @Override
  public int gridSize() {
    List<ConvLayer> last = stages.get(stages.size() - 1);
    return last.get(last.size() - 1).filters();
  }

  @Override
  public int vectorSize() {
    return switch (vector) {
      case NONE -> 0;
      case GRID_MEAN -> gridSize();
      case DENSE -> dense.get(dense.size() - 1).units();
    };
  }

  @Override
  public Map<String, List<Integer>> tensorShapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int inputs = COLOURS;
    for (List<ConvLayer> stage : stages) {
      for (ConvLayer layer : stage) {
        shapes.put(layer.name() + ".weight", List.of(KERNEL, KERNEL, inputs, layer.filters()));
        shapes.put(layer.name() + ".bias", List.of(layer.filters()));
        inputs = layer.filters();
      }
    }
    inputs *= (gridHeight() / 2) * (gridWidth() / 2);
    for (DenseLayer layer : dense) {
      shapes.put(layer.name() + ".weight", List.of(inputs, layer.units()));
      shapes.put(layer.name() + ".bias", List.of(layer.units()));
      inputs = layer.units();
    }
    return shapes;
  }

  /**
   * A 3x3 convolution with padding 1, a bias and ReLU: tensors {@code NAME.weight} [3,3,in,filters]
   * and {@code NAME.bias} [filters].
   */
  public record ConvLayer(String name, int filters) {
    public ConvLayer {
      if (name == null || name.isBlank() || filters < 1) {
        throw new IllegalArgumentException(
            "a convolution must have a name and at least 1 filter, but got '"
                + name
                + "', "
                + filters);
      }
    }
  }

  /**
   * A dense layer with ReLU: tensors {@code NAME.weight} [in,units] and {@code NAME.bias} [units].
   */
  public record DenseLayer(String name, int units) {
    public DenseLayer {
      if (name == null || name.isBlank() || units < 1) {
        throw new IllegalArgumentException(
            "a dense layer must have a name and at least 1 unit, but got '" + name + "', " + units);
      }
    }
  }

  /**
   * Where an encoder's one vector for an image comes from: none, the mean of the grid, or the last
   * dense layer after ReLU.
   */
  public enum VectorSource {
    NONE,
    GRID_MEAN,
    DENSE
  }
}
