package org.showtell.encoder.weights.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.KernelLayout;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerFile.Facts;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.NamedLayers;

/** The layers of a PyTorch file: a state dict, or a checkpoint that has one inside. */
public final class TorchFile implements LayerFile {
  private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model");

  private final String name;
  private final Container source;
  private final List<Layer> layers;

  private TorchFile(Container source) throws IOException {
    this.name = source.name();
    this.source = source;
    List<TorchTensor> tensors = new ArrayList<>();
    stateDict(source.content())
        .forEach(
            (key, value) -> {
              if (key instanceof String tensor && value instanceof TensorView view) {
                tensors.add(new TorchTensor(name, tensor, view, source));
              }
            });
    layers = NamedLayers.of(name, tensors);
  }

  /**
   * Opens the zip form that PyTorch writes since version 1.6.
   *
   * @throws ModelFileException if it breaks a rule of the format
   */
  public static TorchFile openZip(Path file) throws IOException {
    return open(new ZipStorages(file));
  }

  /**
   * Opens the older form, one pickle after another and the numbers behind them.
   *
   * @throws ModelFileException if it breaks a rule of the format
   */
  public static TorchFile openLegacy(Path file) throws IOException {
    return open(new LegacyStorages(file));
  }

  /** Where the numbers of storages are, and the table of contents. */
  interface Container extends AutoCloseable {
    String name();

    Object content() throws IOException;

    /** A storage's bytes; the caller closes the stream. */
    InputStream open(Storage storage) throws IOException;

    /** The order of each number's bytes. */
    ByteOrder order();

    @Override
    void close() throws IOException;
  }

  private static TorchFile open(Container container) throws IOException {
    try {
      return new TorchFile(container);
    } catch (IOException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private Map<?, ?> stateDict(Object content) throws ModelFileException {
    if (content instanceof Map<?, ?> map) {
      for (String wrapper : WRAPPERS) {
        if (map.get(wrapper) instanceof Map<?, ?> inner) {
          return inner;
        }
      }
      return map;
    }
    throw new ModelFileException(name, "a .pth file must hold a state dict", "something else");
  }

  @Override
  public Facts facts() {
    return new Facts(
        name, "PyTorch", Optional.of(WeightOrigin.TORCHVISION), KernelLayout.TORCH, layers);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
