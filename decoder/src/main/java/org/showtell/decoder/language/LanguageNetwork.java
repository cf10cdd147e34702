package org.showtell.decoder.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.cell.FirstState;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * The weights of a language model (Mikolov et al. 2010): token vectors, recurrent layers, and the
 * layer from the hidden state to the next token. They have the names of a caption network's, so
 * that they can start one. Closing it frees the weights.
 */
public final class LanguageNetwork implements AutoCloseable {
  private static final double EMBEDDING_LIMIT = 0.1;

  private final LanguageConfig config;
  private final ParameterSet parameters;
  private final RecurrentCell cell;

  /**
   * A network with fresh weights.
   *
   * @param type FLOAT, or DOUBLE for gradient checks
   * @param random gives the first weights
   */
  public LanguageNetwork(LanguageConfig config, DataType type, RandomGenerator random) {
    this(config, new ParameterSet(type, specs(config), random));
  }

  private LanguageNetwork(LanguageConfig config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    cell = config.stack().over(parameters);
  }

  /**
   * A network of floats with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   */
  public static LanguageNetwork restore(LanguageConfig config, Map<String, float[]> weights) {
    List<ParameterSpec> given = ParameterSpec.given(specs(config), weights);
    return new LanguageNetwork(config, new ParameterSet(DataType.FLOAT, given, new Random(0)));
  }

  private static List<ParameterSpec> specs(LanguageConfig config) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            "embedding",
            config.vocabulary(),
            config.embedding(),
            Initializer.uniform(EMBEDDING_LIMIT)));
    specs.addAll(config.stack().parameters(config.embedding(), config.units()));
    specs.addAll(config.stack().startParameters(config.units()));
    specs.addAll(ParameterSpec.dense("output", config.units(), config.vocabulary()));
    return specs;
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(LanguageConfig config) {
    return ParameterSpec.shapes(specs(config));
  }

  /** What the network is made of. */
  public LanguageConfig config() {
    return config;
  }

  /** Its weights, which this network owns. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** The recurrent layers. */
  RecurrentCell cell() {
    return cell;
  }

  /** The state before the first token. */
  FirstState start() {
    return config.stack().start(parameters);
  }

  Parameter parameter(String name) {
    return parameters.get(name);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
