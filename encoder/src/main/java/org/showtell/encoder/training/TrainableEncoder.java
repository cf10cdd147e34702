package org.showtell.encoder.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.training.LayerWeights.FlatTensor;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * A stack of convolutions with gradients. Its weights are a stretch of two flat vectors that belong
 * to the caller, so that they can share norm, clipping and optimiser with whatever else learns:
 *
 * <pre>{@code
 * TrainableEncoder encoder = new TrainableEncoder(architecture, true, values, gradients, 0);
 * encoder.initialize(seed);
 * INDArray grid = encoder.forward(pixels, true); // [B*L, D]
 * encoder.backward(gradientByGrid);              // adds to gradients
 * VggWeights trained = encoder.folded();         // what VggNetwork runs
 * }</pre>
 *
 * <p>Not thread-safe; the convolutions use all cores. The encoder owns its buffers, which {@link
 * #close()} frees.
 */
public final class TrainableEncoder implements AutoCloseable {
  private static final int TAPS = VggArchitecture.KERNEL * VggArchitecture.KERNEL;

  private final VggArchitecture architecture;
  private final DataType type;
  private final List<LayerWeights> layers = new ArrayList<>();
  private LayerStack stack;
  private boolean ready;
  private boolean closed;

  /**
   * Takes its place in the caller's vectors and leaves their numbers as they are.
   *
   * @param architecture its dense layers are left out
   * @param norm whether a batch normalisation follows each convolution; without it, a bias
   * @param values [1,P] or [P], all of the caller's weights, contiguous, FLOAT or DOUBLE
   * @param gradients the same for gradients
   * @param offset where in them {@link #tensors} begin
   * @throws IllegalArgumentException if the tensors do not fit there
   */
  public TrainableEncoder(
      VggArchitecture architecture,
      boolean norm,
      INDArray values,
      INDArray gradients,
      long offset) {
    this.architecture = architecture.gridOnly();
    this.type = values.dataType();
    List<ParameterSpec> tensors = tensors(architecture, norm);
    long end = offset + tensors.stream().mapToLong(TrainableEncoder::length).sum();
    if (offset < 0 || end > values.length() || values.length() != gradients.length()) {
      throw new IllegalArgumentException(
          String.format(
              "the flat vectors must hold the encoder's tensors from %s to %s, but got %s "
                  + "values and %s gradients",
              offset, end, values.length(), gradients.length()));
    }
    List<FlatTensor> flat = new ArrayList<>();
    long from = offset;
    for (ParameterSpec tensor : tensors) {
      flat.add(FlatTensor.at(tensor, values, gradients, from));
      from += length(tensor);
    }
    int perLayer = norm ? 3 : 2;
    List<ConvLayer> convolutions = convolutions(architecture);
    for (int l = 0; l < convolutions.size(); l++) {
      FlatTensor second = flat.get(l * perLayer + 1);
      ChannelTransform transform =
          norm ? new BatchNorm(second, flat.get(l * perLayer + 2)) : new ChannelBias(second);
      layers.add(new LayerWeights(convolutions.get(l).name(), flat.get(l * perLayer), transform));
    }
  }

  /**
   * The trained tensors, in the order of the flat vector: for each convolution {@code NAME.weight}
   * [3,3,in,out] as a matrix [9*in,out], then {@code NAME.scale} and {@code NAME.shift} or, without
   * norm, {@code NAME.bias}, each [out].
   */
  public static List<ParameterSpec> tensors(VggArchitecture architecture, boolean norm) {
    List<ParameterSpec> tensors = new ArrayList<>();
    int inputs = VggArchitecture.COLOURS;
    for (ConvLayer layer : convolutions(architecture)) {
      int outputs = layer.filters();
      tensors.add(
          new ParameterSpec(layer.name() + ".weight", TAPS * inputs, outputs, Initializer.ZERO));
      for (String part : norm ? List.of(".scale", ".shift") : List.of(".bias")) {
        tensors.add(new ParameterSpec(layer.name() + part, 1, outputs, Initializer.ZERO));
      }
      inputs = outputs;
    }
    return tensors;
  }

  private static long length(ParameterSpec tensor) {
    return (long) tensor.rows() * tensor.columns();
  }

  private static List<ConvLayer> convolutions(VggArchitecture architecture) {
    return architecture.stages().stream().flatMap(List::stream).toList();
  }

  /**
   * Draws initial weights: normal with variance 2/fan-in (He et al. 2015, equation 10), scales 1,
   * everything else 0. The same seed gives the kernels of {@link VggWeights#random}.
   */
  public void initialize(long seed) {
    VggWeights random = VggWeights.random(architecture, seed);
    for (LayerWeights layer : layers) {
      layer.kernel().set(numbers(random.tensors().get(layer.name() + ".weight")));
      layer.transform().start();
    }
  }

  /**
   * Starts from a network without norm. With norm, a batch normalisation is put in that changes
   * nothing: its running averages are the statistics of the sample, and scale and shift undo them.
   *
   * @param sample 64 images or more for useful statistics; null without norm
   * @throws IllegalArgumentException if a tensor is missing or has another size
   */
  @SuppressWarnings("try")
  public void assign(VggWeights folded, PixelBatch sample) {
    List<float[]> biases = new ArrayList<>();
    for (LayerWeights layer : layers) {
      FlatTensor kernel = layer.kernel();
      kernel.set(numbers(folded.require(layer.name() + ".weight", kernel.shape())));
      biases.add(folded.require(layer.name() + ".bias", List.of(kernel.columns())));
    }
    ready = false;
    if (sample == null) {
      for (int l = 0; l < layers.size(); l++) {
        layers.get(l).transform().adopt(biases.get(l));
      }
    } else {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        stackFor(sample).adopt(sample, biases);
      }
    }
  }

  private static double[] numbers(float[] values) {
    double[] numbers = new double[values.length];
    Arrays.setAll(numbers, i -> values[i]);
    return numbers;
  }

  /**
   * From pixels to the grid.
   *
   * @param pixels [B,H,W,3], preprocessed; H and W are multiples of 2 to the number of pools, not
   *     necessarily the architecture's
   * @param learning with the batch's statistics, which also move the running averages; otherwise
   *     with the running averages
   * @return [B*L, D], the encoder's own memory: valid until the next call
   * @throws IllegalArgumentException if the pixels' sides cannot be halved often enough
   */
  @SuppressWarnings("try")
  public INDArray forward(PixelBatch pixels, boolean learning) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray grid = stackFor(pixels).forward(pixels, learning);
      ready = learning;
      return grid;
    }
  }

  /**
   * From the gradient by the grid to those by all weights, added to the caller's.
   *
   * @param gridGradient [B*L, D], for the last {@link #forward} that was learning
   * @throws IllegalStateException if there was none, or it has gone back already
   */
  @SuppressWarnings("try")
  public void backward(INDArray gridGradient) {
    if (!ready) {
      throw new IllegalStateException(
          "backward follows one forward(pixels, true), whose maps it uses up");
    }
    ready = false;
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      stack.backward(gridGradient);
    }
  }

  /** The network as it is run: a kernel and a bias for each convolution, norm folded in. */
  public VggWeights folded() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    layers.forEach(layer -> tensors.putAll(layer.folded()));
    return VggWeights.of(tensors);
  }

  /** Running averages of all layers, for checkpoints; empty without norm. */
  public float[] statistics() {
    float[] all = new float[0];
    for (LayerWeights layer : layers) {
      float[] part = layer.transform().statistics();
      all = Arrays.copyOf(all, all.length + part.length);
      System.arraycopy(part, 0, all, all.length - part.length, part.length);
    }
    return all;
  }

  /**
   * Restores {@link #statistics()}.
   *
   * @throws IllegalArgumentException on another length
   */
  public void restoreStatistics(float[] values) {
    int expected = statistics().length;
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "values must be " + expected + " running averages, but got " + values.length);
    }
    int from = 0;
    for (LayerWeights layer : layers) {
      int length = layer.transform().statistics().length;
      layer.transform().restoreStatistics(Arrays.copyOfRange(values, from, from + length));
      from += length;
    }
  }

  public VggArchitecture architecture() {
    return architecture;
  }

  private LayerStack stackFor(PixelBatch pixels) {
    Objects.requireNonNull(pixels, "pixels");
    if (closed) {
      throw new IllegalStateException("the encoder " + architecture.name() + " is closed");
    }
    int multiple = 1 << (architecture.stages().size() - 1);
    if (pixels.height() % multiple != 0 || pixels.width() % multiple != 0) {
      throw new IllegalArgumentException(
          "%s must be trained on images whose sides are multiples of %s, but got %sx%s"
              .formatted(architecture.name(), multiple, pixels.width(), pixels.height()));
    }
    if (stack == null || !stack.fits(pixels)) {
      if (stack != null) {
        stack.close();
        stack = null;
      }
      stack =
          new LayerStack(
              architecture, layers, type, pixels.batch(), pixels.height(), pixels.width());
    }
    return stack;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (stack != null) {
        stack.close();
      }
    }
  }
}
