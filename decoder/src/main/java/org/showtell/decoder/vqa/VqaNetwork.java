package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.Attention;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.LogSoftmax;

/**
 * The weights of an answering network:
 *
 * <pre>
 *   q = tanh(drop(s) W_q + b_q)      s: the question's state, see {@link QuestionEncoder}
 *   v = tanh(drop(sqrt(D) a / |a|) W_v + b_v), or what the question sees on the grid
 *   answer = softmax(drop(q * v) W + b)
 * </pre>
 *
 * <p>That is the released form of Agrawal, Antol et al. 2015 ("deeper LSTM Q + norm I"). Features
 * are standardised first by {@code memory.*}, which are kept among the weights and not trained.
 * Closing it frees the weights.
 */
public final class VqaNetwork implements AutoCloseable {
  static final String MEAN = "memory.mean";
  static final String SCALE = "memory.scale";
  private static final String QUESTION = "question.common";
  private static final String ANSWER = "answer";

  private final VqaConfig config;
  private final ParameterSet parameters;
  private final QuestionEncoder questions;
  private final List<Attention> attentions = new ArrayList<>();

  /**
   * A network with fresh weights.
   *
   * @param type FLOAT, or DOUBLE for gradient checks
   * @param more weights that are trained with the network's own, such as an encoder's
   * @param random gives the first weights
   */
  public VqaNetwork(
      VqaConfig config, DataType type, List<ParameterSpec> more, RandomGenerator random) {
    this(config, new ParameterSet(type, joined(specs(config), more), random));
  }

  private VqaNetwork(VqaConfig config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    questions = new QuestionEncoder(config, parameters);
    if (config.image().use() == ImageUse.GRID) {
      for (int k = 0; k < config.image().looks(); k++) {
        attentions.add(config.image().attention().attention(attention(k), parameters));
      }
    }
  }

  private static List<ParameterSpec> joined(List<ParameterSpec> first, List<ParameterSpec> more) {
    List<ParameterSpec> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  private static List<ParameterSpec> specs(VqaConfig config) {
    List<ParameterSpec> specs = new ArrayList<>(QuestionEncoder.parameters(config));
    specs.addAll(ParameterSpec.dense(QUESTION, config.question().stateSize(), config.commonSize()));
    if (config.image().use() != ImageUse.NONE) {
      int size = config.image().memorySize();
      specs.add(ParameterSpec.row(MEAN, size, 0));
      specs.add(ParameterSpec.row(SCALE, size, 1));
      if (config.image().use() == ImageUse.PLACES) {
        for (int k = 0; k < config.image().looks(); k++) {
          specs.addAll(CoordinateAttention.parameters(place(k), size, config.commonSize()));
        }
        specs.addAll(ParameterSpec.dense(image(0), config.commonSize(), config.commonSize()));
      }
      for (int k = 0; config.image().use() != ImageUse.PLACES && k < config.image().looks(); k++) {
        if (config.image().attention() != null) {
          specs.addAll(
              config.image().attention().parameters(attention(k), size, config.commonSize()));
        }
        specs.addAll(ParameterSpec.dense(image(k), size, config.commonSize()));
      }
    }
    specs.addAll(ParameterSpec.dense(ANSWER, config.commonSize(), config.answers()));
    return specs;
  }

  static String image(int look) {
    return "image" + look;
  }

  static String place(int look) {
    return "place" + look;
  }

  private static String attention(int look) {
    return "attention" + look;
  }

  /** A network of floats with fresh weights. */
  public static VqaNetwork fresh(VqaConfig config, RandomGenerator random) {
    return new VqaNetwork(config, DataType.FLOAT, List.of(), random);
  }

  /**
   * A network of floats with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   * @throws IllegalArgumentException if a weight is missing, has another length or is not known
   */
  public static VqaNetwork restore(VqaConfig config, Map<String, float[]> weights) {
    List<ParameterSpec> given = ParameterSpec.given(specs(config), weights);
    return new VqaNetwork(config, new ParameterSet(DataType.FLOAT, given, new Random(0)));
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(VqaConfig config) {
    return ParameterSpec.shapes(specs(config));
  }

  /** A copy of every weight, row by row, in the order of files. */
  public Map<String, float[]> weights() {
    return parameters.copies();
  }

  /** What the network is made of. */
  public VqaConfig config() {
    return config;
  }

  /** Its weights, which this network owns. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** A weight by name. */
  public Parameter parameter(String name) {
    return parameters.get(name);
  }

  QuestionEncoder questions() {
    return questions;
  }

  List<Attention> attentions() {
    return attentions;
  }

  TanhLayer commonQuestion(INDArray state) {
    return new TanhLayer(this, QUESTION, state);
  }

  Parameter answerWeight() {
    return parameters.get(ANSWER + ".W");
  }

  Parameter answerBias() {
    return parameters.get(ANSWER + ".b");
  }

  /**
   * Has the network see every feature with zero mean and unit variance: {@code (a - mean) * scale}.
   *
   * @param mean [D]
   * @param scale [D], one over the standard deviation
   */
  public void setMemoryScale(float[] mean, float[] scale) {
    parameters.assign(MEAN, mean);
    parameters.assign(SCALE, scale);
  }

  /**
   * Starts the output bias at the log of each answer's share, so that training begins by knowing
   * which answers are common.
   *
   * @param counts [K]; zero counts as one
   */
  public void setAnswerBias(long[] counts) {
    parameters.assign(ANSWER + ".b", LogSoftmax.ofCounts(counts));
  }

  /** The features of a batch as the network sees them: new, standardised, [B*L, D]. */
  INDArray standardised(VqaBatch batch) {
    int size = config.image().memorySize();
    long rows = (long) batch.rows() * batch.positions();
    if (batch.memory().length != rows * size) {
      throw new IllegalArgumentException(
          ("Expected features [%s,%s,%s], but got %s values; the encoder must be the one"
                  + " that the model was trained with")
              .formatted(batch.rows(), batch.positions(), size, batch.memory().length));
    }
    INDArray floats = HostFloats.matrix(batch.memory(), rows, size);
    INDArray seen = floats;
    if (parameters.dataType() != DataType.FLOAT) {
      seen = floats.castTo(parameters.dataType());
      floats.close();
    }
    return seen.subiRowVector(parameter(MEAN).value()).muliRowVector(parameter(SCALE).value());
  }

  @Override
  public void close() {
    parameters.close();
  }
}
