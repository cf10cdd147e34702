package org.showtell.encoder.vgg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.PiecewiseEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;

/** Runs a VGG-style network forward. */
public final class VggNetwork extends PiecewiseEncoder {
  private final VggArchitecture architecture;

  /**
   * Copies the weights into native memory.
   *
   * @param preprocessing what the pixels must have gone through; passed on in {@link #spec()}
   * @throws IllegalArgumentException if a tensor is missing or has another size, or the
   *     preprocessing gives another input size
   */
  public VggNetwork(VggArchitecture architecture, Preprocessing preprocessing, VggWeights weights) {
    super(
        architecture,
        preprocessing,
        weights.hash(),
        () -> tensors(architecture, weights),
        largestActivation(architecture),
        2,
        16);
    this.architecture = architecture;
  }

  private static Map<String, INDArray> tensors(VggArchitecture architecture, VggWeights weights) {
    Map<String, INDArray> tensors = new HashMap<>();
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              long[] dimensions = shape.stream().mapToLong(Integer::longValue).toArray();
              tensors.put(name, Nd4j.create(weights.require(name, shape), dimensions, 'c'));
            });
    return tensors;
  }

  private static long largestActivation(VggArchitecture architecture) {
    long largest = (long) architecture.height() * architecture.width() * VggArchitecture.COLOURS;
    for (int s = 0; s < architecture.stages().size(); s++) {
      long pixels = (long) (architecture.height() >> s) * (architecture.width() >> s);
      for (ConvLayer layer : architecture.stages().get(s)) {
        largest = Math.max(largest, pixels * layer.filters());
      }
    }
    for (DenseLayer layer : architecture.dense()) {
      largest = Math.max(largest, layer.units());
    }
    return largest;
  }

  @Override
  protected void build(Plan plan, boolean dense) {
    int stages = architecture.stages().size();
    for (int s = 0; s < stages; s++) {
      List<ConvLayer> stage = architecture.stages().get(s);
      for (int c = 0; c < stage.size(); c++) {
        ConvLayer layer = stage.get(c);
        plan.convolve("conv2d", layer.name(), VggArchitecture.KERNEL, 1, layer.filters());
        // max(relu(x)) = relu(max(x)): after a pool a quarter of the numbers is left to rectify.
        if (s < stages - 1 && c == stage.size() - 1) {
          plan.pool();
        }
        plan.rectify("relu");
      }
    }
    if (dense) {
      plan.pool();
      plan.flatten();
      for (DenseLayer layer : architecture.dense()) {
        plan.multiply(layer.name(), layer.units());
        plan.rectify("relu");
      }
    }
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    int size = spec().vectorSize();
    return switch (architecture.vector()) {
      case NONE ->
          throw new IllegalStateException(
              "the encoder "
                  + spec().name()
                  + " gives a grid and no vector; use the grid, or a preset with dense layers such"
                  + " as vgg16");
      case GRID_MEAN -> encodeGrid(pixels).mean();
      case DENSE -> new FeatureVector(pixels.batch(), size, run(pixels, size, true));
    };
  }
}
