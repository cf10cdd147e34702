package org.showtell.encoder.vgg;

import java.util.ArrayList;
import java.util.List;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.NetworkEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.Activation;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.network.Layer;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;

/** Runs a VGG-style network forward. */
public final class VggNetwork extends NetworkEncoder {
  private final VggArchitecture architecture;

  /** With the fastest engine of this machine. */
  public VggNetwork(VggArchitecture architecture, Preprocessing preprocessing, VggWeights weights) {
    this(architecture, preprocessing, weights, ForwardEngine.fastest());
  }

  /**
   * Copies the weights into native memory.
   *
   * @param preprocessing what the pixels must have gone through; passed on in {@link #spec()}
   * @throws IllegalArgumentException if a tensor is missing or has another size, or the
   *     preprocessing gives another input size
   */
  public VggNetwork(
      VggArchitecture architecture,
      Preprocessing preprocessing,
      VggWeights weights,
      ForwardEngine engine) {
    super(
        architecture,
        preprocessing,
        weights.hash(),
        engine,
        trunk(architecture),
        dense(architecture),
        name -> weights.require(name, architecture.tensorShapes().get(name)));
    this.architecture = architecture;
  }

  private static List<Layer> trunk(VggArchitecture architecture) {
    List<Layer> layers = new ArrayList<>();
    for (List<ConvLayer> stage : architecture.stages()) {
      if (!layers.isEmpty()) {
        layers.add(new Layer.MaxPool());
      }
      for (ConvLayer layer : stage) {
        layers.add(
            new Layer.Convolution(
                layer.name(), VggArchitecture.KERNEL, 1, layer.filters(), false, Activation.RELU));
      }
    }
    return layers;
  }

  private static List<Layer> dense(VggArchitecture architecture) {
    List<Layer> layers = new ArrayList<>();
    if (!architecture.dense().isEmpty()) {
      layers.add(new Layer.MaxPool());
    }
    for (DenseLayer layer : architecture.dense()) {
      layers.add(new Layer.Dense(layer.name(), layer.units(), Activation.RELU));
    }
    return layers;
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    return switch (architecture.vector()) {
      case NONE ->
          throw new IllegalStateException(
              "the encoder "
                  + spec().name()
                  + " gives a grid and no vector; use the grid, or a preset with dense layers such"
                  + " as vgg16");
      case GRID_MEAN -> encodeGrid(pixels).mean();
      case DENSE -> encodeDense(pixels);
    };
  }
}
