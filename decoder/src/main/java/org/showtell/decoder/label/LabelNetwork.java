package org.showtell.decoder.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.LogSoftmax;

/**
 * The weights of a labelling network:
 *
 * <pre>
 *   x_t = drop((v_t - mean) * scale) W_f + b_f      v_t: a frame's features
 *   h_t = recurrent layers over x_1 .. x_T, in one direction or both
 *   label = softmax(drop(h) W + b)                  h: h_t of each frame, or the last h of a clip
 * </pre>
 *
 * <p>Activity recognition by LRCN (Donahue et al. 2015, section 4) has the form for each frame; the
 * last h of a clip is the sequence classifier of Graves (2012, section 3.2). Closing it frees the
 * weights.
 */
public final class LabelNetwork implements AutoCloseable {
  private static final String MEAN = "memory.mean";
  private static final String SCALE = "memory.scale";
  private static final String REVERSE = "reverse.";

  private final LabelConfig config;
  private final ParameterSet parameters;
  private final List<RecurrentCell> directions = new ArrayList<>();

  /**
   * A network with fresh weights.
   *
   * @param type FLOAT, or DOUBLE for gradient checks
   * @param random gives the first weights
   */
  public LabelNetwork(LabelConfig config, DataType type, RandomGenerator random) {
    this(config, new ParameterSet(type, specs(config), random));
  }

  private LabelNetwork(LabelConfig config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    directions.add(config.stack().over(parameters));
    if (config.bidirectional()) {
      directions.add(config.stack().over(REVERSE, parameters));
    }
  }

  /**
   * A network of floats with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   */
  public static LabelNetwork restore(LabelConfig config, Map<String, float[]> weights) {
    List<ParameterSpec> given = ParameterSpec.given(specs(config), weights);
    return new LabelNetwork(config, new ParameterSet(DataType.FLOAT, given, new Random(0)));
  }

  private static List<ParameterSpec> specs(LabelConfig config) {
    int units = config.units();
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.row(MEAN, config.memorySize(), 0));
    specs.add(ParameterSpec.row(SCALE, config.memorySize(), 1));
    specs.addAll(ParameterSpec.dense("frame", config.memorySize(), units));
    specs.addAll(config.stack().parameters(units, units));
    if (config.bidirectional()) {
      specs.addAll(config.stack().parameters(REVERSE, units, units));
    }
    specs.addAll(ParameterSpec.dense("label", config.outputSize(), config.labels()));
    return specs;
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(LabelConfig config) {
    return ParameterSpec.shapes(specs(config));
  }

  /** What the network is made of. */
  public LabelConfig config() {
    return config;
  }

  /** Its weights, which this network owns. */
  public ParameterSet parameters() {
    return parameters;
  }

  Parameter parameter(String name) {
    return parameters.get(name);
  }

  Parameter mean() {
    return parameters.get(MEAN);
  }

  Parameter scale() {
    return parameters.get(SCALE);
  }

  /** Has the network see every feature with zero mean and unit variance. */
  public void standardise(FeatureStandardisation statistics) {
    parameters.assign(MEAN, statistics.mean());
    parameters.assign(SCALE, statistics.scale());
  }

  /** The layers; with dropout between them unless {@code random} is null. */
  SequenceReader reader(SplittableRandom random) {
    List<RecurrentCell> cells =
        directions.stream().map(c -> random == null ? c : c.training(random)).toList();
    return cells.size() == 1
        ? new SequenceReader(cells.get(0))
        : new SequenceReader(cells.get(0), cells.get(1));
  }

  /**
   * The probabilities of all labels, for a clip or for each of its frames.
   *
   * @param frames [T*D], the features of the frames
   * @return [1][K], or [T][K] where each frame has a label
   */
  public float[][] probabilities(float[] frames) {
    int steps = frames.length / config.memorySize();
    try (LabelPass pass = new LabelPass(this, frames, steps, 0, null)) {
      float[] logits = HostFloats.copy(pass.logits());
      LogSoftmax softmax = new LogSoftmax(config.labels());
      float[][] rows = new float[logits.length / config.labels()][config.labels()];
      for (int row = 0; row < rows.length; row++) {
        softmax.apply(logits, row * config.labels());
        for (int k = 0; k < config.labels(); k++) {
          rows[row][k] = (float) Math.exp(logits[row * config.labels() + k]);
        }
      }
      return rows;
    }
  }

  @Override
  public void close() {
    parameters.close();
  }
}
