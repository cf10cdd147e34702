package org.showtell.encoder.weights.source;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.KernelLayout;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerFile.Facts;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.NamedLayers.NaturalOrder;
import org.showtell.encoder.weights.StoredTensor;
import org.showtell.encoder.weights.StoredTensor.FloatSink;
import org.showtell.encoder.weights.TensorType;

/**
 * The layers of a Keras HDF5 file: weights alone, or a whole model, whose weights are in the group
 * {@code model_weights}. Each layer is a group, in the order of the attribute {@code layer_names};
 * it contains, at any depth and by any name ({@code block1_conv1_W_1:0}, {@code kernel:0}), a
 * kernel and a bias, distinguished by their rank.
 */
final class KerasFile implements LayerFile {
  private static final String MODEL_WEIGHTS = "model_weights";
  private static final String LAYER_NAMES = "layer_names";
  private static final int MAX_LAYERS = 10_000;
  private static final int MAX_DEPTH = 8;

  private final String name;
  private final HdfFile file;
  private final List<Layer> layers = new ArrayList<>();

  private KerasFile(String name, HdfFile file) throws IOException {
    this.name = name;
    this.file = file;
    Group weights =
        file.getChildren().get(MODEL_WEIGHTS) instanceof Group model && !model.isLink()
            ? model
            : file;
    Attribute names = weights.getAttributes().get(LAYER_NAMES);
    if (names != null) {
      for (String layer : layerNames(names)) {
        add(layer, tensors(child(weights, layer), layer));
      }
    } else {
      addGroups(weights, "", 0);
    }
  }

  static KerasFile open(Path path) throws IOException {
    String name = path.toString();
    HdfFile file = null;
    try {
      file = open(path, Files.size(path));
      return new KerasFile(name, file);
    } catch (IOException e) {
      close(file);
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // The library allocates whatever length a damaged file states.
      close(file);
      throw damaged(name, e);
    }
  }

  /** Of a mapped file, nothing longer than it is allocated whatever length it states. */
  private static HdfFile open(Path path, long bytes) throws IOException {
    if (bytes > Integer.MAX_VALUE) {
      return new HdfFile(path);
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
    }
  }

  private static void close(HdfFile file) {
    if (file != null) {
      file.close();
    }
  }

  static ModelFileException damaged(String name, Throwable e) {
    return new ModelFileException(name, "an HDF5 file must be whole", e.getMessage());
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(name, rule, found);
  }

  private List<String> layerNames(Attribute attribute) throws ModelFileException {
    if (attribute.getSize() > MAX_LAYERS || !(attribute.getData() instanceof Object[] names)) {
      throw broken(
          LAYER_NAMES + " must be at most " + MAX_LAYERS + " texts",
          attribute.getSize() + " values");
    }
    return Arrays.stream(names).map(String::valueOf).toList();
  }

  private Node child(Group group, String path) throws ModelFileException {
    Node child = group.getChildren().get(path);
    if (child == null || child.isLink()) {
      throw broken(
          "'" + path + "' must be in the file itself",
          child == null ? "none" : "a link to somewhere else");
    }
    return child;
  }

  /** The tensors of a layer, at whatever depth. */
  private List<StoredTensor> tensors(Node node, String path) throws ModelFileException {
    List<StoredTensor> tensors = new ArrayList<>();
    collect(node, path, tensors, 0);
    return tensors;
  }

  private void collect(Node node, String path, List<StoredTensor> tensors, int depth)
      throws ModelFileException {
    if (node instanceof Dataset dataset) {
      tensors.add(new HdfTensor(name, path, dataset));
    } else if (node instanceof Group group && depth < MAX_DEPTH) {
      for (String child : group.getChildren().keySet()) {
        collect(child(group, child), path + "/" + child, tensors, depth + 1);
      }
    }
  }

  /** Without stated names, every group that has tensors is a layer, in natural order. */
  private void addGroups(Group group, String path, int depth) throws ModelFileException {
    List<StoredTensor> tensors = new ArrayList<>();
    for (String key : group.getChildren().keySet().stream().sorted(new NaturalOrder()).toList()) {
      Node child = child(group, key);
      if (child instanceof Dataset dataset) {
        tensors.add(new HdfTensor(name, path + "/" + key, dataset));
      } else if (child instanceof Group inner && depth < MAX_DEPTH) {
        addGroups(inner, path + "/" + key, depth + 1);
      }
    }
    add(path, tensors);
  }

  private void add(String layer, List<StoredTensor> tensors) throws ModelFileException {
    List<StoredTensor> kernels = ofRank(tensors, 4);
    kernels = kernels.isEmpty() ? ofRank(tensors, 2) : kernels;
    if (kernels.isEmpty()) {
      return;
    }
    List<StoredTensor> biases = ofRank(tensors, 1);
    if (kernels.size() != 1 || biases.size() != 1) {
      throw broken(
          "the layer '" + layer + "' must have a kernel and a bias",
          tensors.stream().map(StoredTensor::name).toList());
    }
    layers.add(new Layer(layer, kernels.get(0), biases.get(0)));
  }

  private static List<StoredTensor> ofRank(List<StoredTensor> tensors, int rank) {
    return tensors.stream().filter(tensor -> tensor.shape().size() == rank).toList();
  }

  @Override
  public Facts facts() {
    return new Facts(
        name, "Keras", Optional.of(WeightOrigin.OXFORD), KernelLayout.CHANNELS_LAST, layers);
  }

  @Override
  public void close() {
    file.close();
  }

  /** A dataset, read through the mapped file where its numbers are contiguous. */
  private static final class HdfTensor implements StoredTensor {
    private static final int CHUNK = 1 << 14;

    private final String file;
    private final String name;
    private final Dataset dataset;

    HdfTensor(String file, String name, Dataset dataset) {
      this.file = file;
      this.name = name;
      this.dataset = dataset;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Integer> shape() {
      return Arrays.stream(dataset.getDimensions()).boxed().toList();
    }

    @Override
    public void read(FloatSink sink) throws IOException {
      if (!(dataset.getDataType() instanceof FloatingPoint numbers)) {
        throw new ModelFileException(
            file, "'" + name + "' must hold real numbers", dataset.getJavaType());
      }
      try {
        if (dataset instanceof ContiguousDataset contiguous) {
          stream(contiguous.getBuffer(), numbers, sink);
        } else if (dataset.getDataFlat() instanceof float[] values) {
          sink.accept(values, values.length);
        } else {
          throw new ModelFileException(
              file, "'" + name + "' must hold floats", dataset.getJavaType());
        }
      } catch (RuntimeException e) {
        // The library has no one type for what damaged files make it stumble over.
        throw KerasFile.damaged(file, e);
      }
    }

    private void stream(ByteBuffer buffer, FloatingPoint numbers, FloatSink sink)
        throws IOException {
      TensorType type =
          switch (numbers.getSize()) {
            case 2 -> TensorType.F16;
            case 4 -> TensorType.F32;
            case 8 -> TensorType.F64;
            default ->
                throw new ModelFileException(
                    file, "'" + name + "' must have numbers of 2, 4 or 8 bytes", numbers.getSize());
          };
      if (buffer.remaining() != length() * type.bytes()) {
        throw new ModelFileException(
            file,
            "'" + name + "' must have " + length() * type.bytes() + " bytes",
            buffer.remaining());
      }
      float[] piece = new float[CHUNK];
      for (int at = buffer.position(); at < buffer.limit(); at += CHUNK * type.bytes()) {
        int bytes = Math.min(CHUNK * type.bytes(), buffer.limit() - at);
        int count = type.read(buffer.slice(at, bytes).order(numbers.getByteOrder()), piece);
        sink.accept(piece, count);
      }
    }
  }
}
