package org.showtell.encoder.weights.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.KernelLayout;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerFile.Facts;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.StoredTensor;
import org.showtell.encoder.weights.StoredTensor.FloatSink;

/**
 * The layers of a graph that Deeplearning4j saved, such as its zoo's VGG16: either built by the zoo
 * itself (vertices called 0 to 20) or imported from Keras (Keras' names), in either data format.
 *
 * <p>It does what {@code ModelSerializer} does, without holding the zip in memory beside the
 * parameters, and compares sizes before it allocates memory for them. The graph lives from the
 * first number read until {@link #close}.
 */
final class ZooFile implements LayerFile {
  private static final String COEFFICIENTS = ModelSerializer.COEFFICIENTS_BIN;
  private static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;
  private static final int MAX_CONFIGURATION_BYTES = 4 << 20;

  /** No deflated data grow more than this. */
  private static final int MAX_INFLATION = 1032;

  /** Numbers of a shape's description are fewer. */
  private static final int MAX_SHAPE_INFO = 128;

  private final String name;
  private final ZipFile zip;
  private final ComputationGraph graph;
  private final ZooGraph network;
  private final List<Layer> layers = new ArrayList<>();
  private INDArray parameters;

  private ZooFile(String name, ZipFile zip) throws IOException {
    this.name = name;
    this.zip = zip;
    ComputationGraphConfiguration configuration = configuration();
    try {
      graph = new ComputationGraph(configuration);
      network = new ZooGraph(name, configuration, graph);
    } catch (RuntimeException e) {
      throw senseless(e);
    }
    network
        .layers()
        .forEach(
            layer ->
                layers.add(
                    new Layer(
                        layer.name(),
                        new ZooTensor(layer.name() + "_W", layer.kernel(), this::parameter),
                        new ZooTensor(layer.name() + "_b", layer.bias(), this::parameter))));
  }

  static ZooFile open(Path path) throws IOException {
    String name = path.toString();
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new ModelFileException(name, "a saved graph must be a whole zip", e.getMessage());
    }
    try {
      return new ZooFile(name, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private ComputationGraphConfiguration configuration() throws IOException {
    try (InputStream in = zip.getInputStream(entry(CONFIGURATION))) {
      byte[] json = in.readNBytes(MAX_CONFIGURATION_BYTES + 1);
      if (json.length > MAX_CONFIGURATION_BYTES) {
        throw broken(
            CONFIGURATION + " must be at most " + MAX_CONFIGURATION_BYTES + " bytes", "more");
      }
      return ComputationGraphConfiguration.fromJson(new String(json, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw senseless(e);
    }
  }

  private ModelFileException senseless(RuntimeException e) {
    return broken(
        CONFIGURATION + " must describe a computation graph of Deeplearning4j",
        "" + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(name, rule, found);
  }

  private ZipEntry entry(String path) throws ModelFileException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw broken("a saved graph must have " + path, "none");
    }
    return entry;
  }

  private INDArray parameter(String key) throws IOException {
    if (parameters == null) {
      load();
    }
    return graph.paramTable().get(key);
  }

  private void load() throws IOException {
    long expected = network.parameters();
    ZipEntry entry = entry(COEFFICIENTS);
    if (expected > entry.getCompressedSize() * MAX_INFLATION) {
      throw broken(
          COEFFICIENTS + " must hold the " + expected + " parameters of its layers",
          "too few bytes for them");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      requireLength(in, expected);
    }
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 20)) {
      parameters = Nd4j.read(in);
      graph.init(parameters, false);
    } catch (RuntimeException e) {
      throw broken(COEFFICIENTS + " must be whole", e.getMessage());
    }
  }

  private void requireLength(InputStream in, long expected) throws IOException {
    try {
      var shape = BaseDataBuffer.readHeader(in);
      int bytes = shape.getThird().width();
      long length = shape.getSecond();
      boolean sane = length > 0 && length <= MAX_SHAPE_INFO;
      if (sane) {
        in.skipNBytes(length * bytes);
        length = BaseDataBuffer.readHeader(in).getSecond();
      }
      if (!sane || length != expected) {
        throw broken(
            COEFFICIENTS + " must hold the " + expected + " parameters of its layers", length);
      }
    } catch (RuntimeException e) {
      throw broken(COEFFICIENTS + " must begin as an array of ND4J", "something else");
    }
  }

  @Override
  public Facts facts() {
    return new Facts(
        name,
        "Deeplearning4j",
        Optional.of(WeightOrigin.OXFORD),
        new KernelLayout(true, false, network.flattening()),
        layers);
  }

  @Override
  public void close() throws IOException {
    zip.close();
    if (parameters != null) {
      graph.close();
      if (!parameters.wasClosed()) {
        parameters.close();
      }
    }
  }

  /**
   * A parameter of a graph.
   *
   * @param name as in the graph's table of parameters
   * @param shape older graphs have biases as [1,n]
   */
  private record ZooTensor(String name, List<Integer> shape, Table table) implements StoredTensor {
    @FunctionalInterface
    interface Table {
      INDArray get(String name) throws IOException;
    }

    private static final int ROWS = 64;

    @Override
    public void read(FloatSink sink) throws IOException {
      INDArray whole = table.get(name);
      if (shape.size() != 2) {
        accept(whole, sink);
        return;
      }
      // Dense kernels are column-major: turned in pieces, they need no second place of their size.
      for (long row = 0; row < whole.size(0); row += ROWS) {
        long end = Math.min(row + ROWS, whole.size(0));
        accept(whole.get(NDArrayIndex.interval(row, end), NDArrayIndex.all()), sink);
      }
    }

    private static void accept(INDArray view, FloatSink sink) throws IOException {
      try (INDArray copy = view.dup('c');
          INDArray floats = copy.castTo(DataType.FLOAT)) {
        float[] values = floats.data().asFloat();
        sink.accept(values, values.length);
      }
    }
  }
}
