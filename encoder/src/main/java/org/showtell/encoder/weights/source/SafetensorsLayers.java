package org.showtell.encoder.weights.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.KernelLayout;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerFile.Facts;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.NamedLayers;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.StoredTensor;
import org.showtell.encoder.weights.StoredTensor.FloatSink;

/**
 * The layers of a safetensors file in PyTorch's layout or in this program's own, which the first
 * convolution's kernel tells: [filters,3,3,3] or [3,3,3,filters].
 */
final class SafetensorsLayers implements LayerFile {
  private final SafetensorsFile file;
  private final List<Layer> layers;
  private final boolean torch;

  private SafetensorsLayers(SafetensorsFile file) throws IOException {
    this.file = file;
    List<StoredTensor> tensors = new ArrayList<>();
    for (String name : file.names()) {
      tensors.add(new Entry(file, name, file.shape(name)));
    }
    layers = NamedLayers.of(file.name(), tensors);
    torch =
        layers.stream()
            .filter(Layer::isConvolution)
            .findFirst()
            .map(first -> isTorch(first))
            .orElse(false);
  }

  static SafetensorsLayers open(Path path) throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return new SafetensorsLayers(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isTorch(Layer first) {
    List<Integer> shape = first.kernel().shape();
    int kernel = VggArchitecture.KERNEL;
    boolean kernelLast = shape.get(2) == kernel && shape.get(3) == kernel;
    boolean kernelFirst = shape.get(0) == kernel && shape.get(1) == kernel;
    return kernelLast && (!kernelFirst || first.name().contains("features"));
  }

  private record Entry(SafetensorsFile file, String name, List<Integer> shape)
      implements StoredTensor {
    @Override
    public void read(FloatSink sink) throws IOException {
      file.read(name, sink);
    }
  }

  @Override
  public Facts facts() {
    return torch
        ? new Facts(
            file.name(),
            "PyTorch's layout",
            Optional.of(WeightOrigin.TORCHVISION),
            KernelLayout.TORCH,
            layers)
        : new Facts(
            file.name(), "Showtell's layout", Optional.empty(), KernelLayout.CHANNELS_LAST, layers);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
