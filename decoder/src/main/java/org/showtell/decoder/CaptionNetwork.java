package org.showtell.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.attention.Attention;
import org.showtell.decoder.cell.FirstState;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.LogSoftmax;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The weights of a caption network: word vectors, a recurrent cell, the places where the image
 * vector enters, and the layer from the hidden state to the vocabulary.
 *
 * <p>Shared by training ({@code decoder.training}) and generation ({@link NetworkDecoder}); holds
 * no state of a sentence. Closing it frees the weights.
 */
public final class CaptionNetwork implements AutoCloseable {
  /** A of the multimodal layer's A tanh(S x) (LeCun et al. 1998, section 4.4). */
  public static final double MERGE_HEIGHT = 1.7159;

  /** S of the same. */
  public static final double MERGE_SLOPE = 2.0 / 3;

  private static final double EMBEDDING_LIMIT = 0.1;

  private final DecoderConfig config;
  private final ParameterSet parameters;
  private final RecurrentCell cell;
  private final Attention attention; // or null

  /**
   * A network with fresh weights.
   *
   * @param type FLOAT, or DOUBLE for gradient checks
   * @param random gives the first weights
   */
  public CaptionNetwork(DecoderConfig config, DataType type, RandomGenerator random) {
    this(config, new ParameterSet(type, specs(config), random));
  }

  private CaptionNetwork(DecoderConfig config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    cell = config.stack().over(parameters);
    attention = config.attends() ? config.attention().attention("attention", parameters) : null;
  }

  private static List<ParameterSpec> specs(DecoderConfig config) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            "embedding",
            config.vocabularySize(),
            config.embeddingSize(),
            Initializer.uniform(EMBEDDING_LIMIT)));
    specs.addAll(config.stack().parameters(config.embeddingSize(), config.units()));
    int gateSize = config.stack().cell().gates() * config.units();
    if (config.injection().everyStep()) {
      specs.add(new ParameterSpec("inject.Wih", config.vectorSize(), gateSize, Initializer.GLOROT));
    }
    if (config.injection().initialState()) {
      for (int i = 0; i < config.stack().stateArrays(); i++) {
        specs.addAll(ParameterSpec.dense("initial" + i, config.vectorSize(), config.units()));
      }
    }
    specs.addAll(config.stack().startParameters(config.units()));
    if (config.injection() == Injection.FIRST_INPUT) {
      specs.addAll(ParameterSpec.dense("image", config.vectorSize(), config.embeddingSize()));
    }
    if (config.attends()) {
      addAttention(specs, config, gateSize);
    } else if (config.injection() == Injection.MERGE) {
      int merged = config.mergedSize();
      specs.add(new ParameterSpec("merge.Ww", config.embeddingSize(), merged, Initializer.GLOROT));
      specs.add(new ParameterSpec("merge.Wr", config.units(), merged, Initializer.GLOROT));
      specs.add(new ParameterSpec("merge.Wi", config.memorySize(), merged, Initializer.GLOROT));
      specs.add(ParameterSpec.row("merge.b", merged, 0));
      specs.addAll(ParameterSpec.dense("output", merged, config.vocabularySize()));
    } else {
      specs.addAll(ParameterSpec.dense("output", config.units(), config.vocabularySize()));
    }
    return specs;
  }

  /** Attention, the context's way into the cell, and the deep output (Xu et al. 2015, eq. 7). */
  private static void addAttention(List<ParameterSpec> specs, DecoderConfig config, int gateSize) {
    int features = config.memorySize();
    int size = config.attention().seenSize(features);
    specs.add(ParameterSpec.row("memory.mean", features, 0));
    specs.add(ParameterSpec.row("memory.scale", features, 1));
    specs.add(ParameterSpec.row("memory.vectorScale", features, 1));
    if (config.attention().gridSize() > 0) {
      specs.addAll(ParameterSpec.dense("grid", features, size));
    }
    if (config.semantic() != null) {
      specs.add(
          new ParameterSpec(
              "words.embedding", config.semantic().words() + 1, size, Initializer.uniform(1)));
      specs.add(new ParameterSpec("words.probability", 1, size, Initializer.uniform(1)));
      if (config.semantic().copies()) { // from nothing: the first words come from elsewhere
        specs.add(new ParameterSpec("copy.W", config.units(), WordCopy.INPUTS, Initializer.ZERO));
        specs.add(ParameterSpec.row("copy.word", config.vocabularySize(), 0));
      }
    }
    specs.addAll(config.attention().parameters("attention", size, config.units()));
    specs.add(new ParameterSpec("context.W", size, gateSize, Initializer.GLOROT));
    specs.add(
        new ParameterSpec("deep.Wh", config.units(), config.embeddingSize(), Initializer.GLOROT));
    specs.add(new ParameterSpec("deep.Wz", size, config.embeddingSize(), Initializer.GLOROT));
    specs.add(ParameterSpec.row("deep.b", config.embeddingSize(), 0));
    specs.addAll(ParameterSpec.dense("output", config.embeddingSize(), config.vocabularySize()));
  }

  /** A network of floats with fresh weights. */
  public static CaptionNetwork fresh(DecoderConfig config, RandomGenerator random) {
    return new CaptionNetwork(config, DataType.FLOAT, random);
  }

  /**
   * A network of floats with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   * @throws IllegalArgumentException if a weight is missing, has another length or is not known
   */
  public static CaptionNetwork restore(DecoderConfig config, Map<String, float[]> weights) {
    return restore(config, weights, List.of());
  }

  /**
   * A network of floats with given weights, and others that are trained with them.
   *
   * @param weights as for {@link #restore(DecoderConfig, Map)}
   * @param more weights of something else, such as an encoder's, that stand behind its own
   */
  public static CaptionNetwork restore(
      DecoderConfig config, Map<String, float[]> weights, List<ParameterSpec> more) {
    List<ParameterSpec> all = new ArrayList<>(ParameterSpec.given(specs(config), weights));
    all.addAll(more);
    return new CaptionNetwork(config, new ParameterSet(DataType.FLOAT, all, new Random(0)));
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(DecoderConfig config) {
    return ParameterSpec.shapes(specs(config));
  }

  /** A copy of every weight, row by row, in the order of files. */
  public Map<String, float[]> weights() {
    return parameters.copies();
  }

  /** What the network is made of. */
  public DecoderConfig config() {
    return config;
  }

  /** Its weights, which this network owns. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** The state before the first step, where the image does not give it. */
  public FirstState start() {
    return config.stack().start(parameters);
  }

  /** The recurrent cell over the weights {@code cell.*}, or the stack with those above it. */
  public RecurrentCell cell() {
    return cell;
  }

  /** The attention over the weights {@code attention.*}, or null. */
  public Attention attention() {
    return attention;
  }

  /**
   * Has an attending network see every feature with zero mean and unit variance, in training and
   * generation alike: {@code (a - mean) * scale} for the grid, its mean over the positions times
   * {@code vectorScale} for the vector. Features after a ReLU are positive and of very different
   * sizes; the optimiser would see mostly their common mean. All three are kept among the weights,
   * {@code memory.*}; they are not trained.
   *
   * @param mean [D]
   * @param scale [D], one over the standard deviation of a position
   * @param vectorScale [D], one over the standard deviation of the standardised grid's mean
   */
  public void setMemoryScale(float[] mean, float[] scale, float[] vectorScale) {
    parameters.assign("memory.mean", mean);
    parameters.assign("memory.scale", scale);
    parameters.assign("memory.vectorScale", vectorScale);
  }

  /**
   * Which detected word each token stands for, in a network that copies them to its output.
   *
   * @param wordOfToken [V], one plus the detector's number of a word, or 0 for none
   */
  public void setCopiedWords(int[] wordOfToken) {
    float[] values = new float[wordOfToken.length];
    for (int token = 0; token < values.length; token++) {
      values[token] = wordOfToken[token];
    }
    parameters.assign("copy.word", values);
  }

  /** A grid as an attending network sees it: a copy, standardised. */
  public VisualMemory standardised(VisualMemory memory) {
    return standardised(memory, new float[memory.values().length]);
  }

  /**
   * A grid as an attending network sees it.
   *
   * @param values as long as the grid's, overwritten and then the result's
   */
  public VisualMemory standardised(VisualMemory memory, float[] values) {
    float[] mean = parameters.copyOf("memory.mean");
    float[] scale = parameters.copyOf("memory.scale");
    float[] row = new float[mean.length]; // loops over whole arrays become vector instructions
    for (int at = 0; at < values.length; at += row.length) {
      System.arraycopy(memory.values(), at, row, 0, row.length);
      standardise(row, mean, scale);
      System.arraycopy(row, 0, values, at, row.length);
    }
    return new VisualMemory(
        memory.photos(), memory.positions(), memory.size(), values, memory.words());
  }

  private static void standardise(float[] row, float[] mean, float[] scale) {
    for (int d = 0; d < row.length; d++) {
      row[d] = (row[d] - mean[d]) * scale[d];
    }
  }

  /** The vector of a standardised grid, [B, 1, D]. */
  public VisualMemory vector(VisualMemory standardised) {
    float[] scale = parameters.copyOf("memory.vectorScale");
    float[] values = standardised.mean().values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale[i % scale.length];
    }
    return new VisualMemory(standardised.photos(), 1, standardised.size(), values);
  }

  /**
   * The positions of a standardised grid as a network with a trained grid attends to them: {@code
   * max(0, a_i W + b)}.
   *
   * @param grid [B*L, D]
   * @return [B*L, M]; the caller closes it
   */
  public INDArray embeddedGrid(INDArray grid) {
    INDArray bias = parameter("grid.b").value();
    INDArray seen = MatrixProduct.matrix(grid.dataType(), grid.size(0), bias.size(1));
    MatrixProduct.toEachRow(bias, seen, 0);
    MatrixProduct.multiplyAdd(grid, parameter("grid.W").value(), seen);
    Transforms.relu(seen, false);
    return seen;
  }

  /** A weight by name. */
  public Parameter parameter(String name) {
    return parameters.get(name);
  }

  /**
   * Starts the output bias at the log of each word's share, so that training begins by knowing
   * which words are common (Karpathy and Fei-Fei 2015, released code).
   *
   * @param counts [V], how often each token is a target; zero counts as one
   */
  public void setOutputBias(long[] counts) {
    parameters.assign("output.b", LogSoftmax.ofCounts(counts));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
