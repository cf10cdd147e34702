package org.showtell.decoder.sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * The weights of an encoder-decoder (Cho et al. 2014; Sutskever et al. 2014; with attention
 * Bahdanau et al. 2015): {@code encoder.*} and those of a {@link CaptionNetwork}, in one set.
 * Closing it frees the weights.
 */
public final class SequenceNetwork implements AutoCloseable {
  private static final String PREFIX = "encoder.";
  private static final String REVERSE = PREFIX + "reverse.";
  private static final String EMBEDDING = PREFIX + "embedding";
  private static final double EMBEDDING_LIMIT = 0.1;

  private final SequenceConfig config;
  private final CaptionNetwork decoder;
  private final List<RecurrentCell> directions = new ArrayList<>();

  private SequenceNetwork(SequenceConfig config, Map<String, float[]> weights) {
    this.config = config;
    Map<String, float[]> own = new LinkedHashMap<>();
    Map<String, float[]> others = new LinkedHashMap<>();
    weights.forEach((name, value) -> (name.startsWith(PREFIX) ? own : others).put(name, value));
    decoder =
        CaptionNetwork.restore(config.decoder(), others, ParameterSpec.given(encoder(config), own));
    directions.add(config.stack().over(PREFIX, decoder.parameters()));
    if (config.bidirectional()) {
      directions.add(config.stack().over(REVERSE, decoder.parameters()));
    }
  }

  /**
   * A network with fresh weights.
   *
   * @param random gives the first weights
   */
  public static SequenceNetwork fresh(SequenceConfig config, RandomGenerator random) {
    try (CaptionNetwork first = CaptionNetwork.fresh(config.decoder(), random);
        ParameterSet encoder = new ParameterSet(DataType.FLOAT, encoder(config), random)) {
      Map<String, float[]> weights = new LinkedHashMap<>(first.weights());
      weights.putAll(encoder.copies());
      return new SequenceNetwork(config, weights);
    }
  }

  /**
   * A network with given weights.
   *
   * @param weights by name, each as long as {@link #weightShapes} says
   */
  public static SequenceNetwork restore(SequenceConfig config, Map<String, float[]> weights) {
    return new SequenceNetwork(config, weights);
  }

  private static List<ParameterSpec> encoder(SequenceConfig config) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            EMBEDDING, config.symbols(), config.embedding(), Initializer.uniform(EMBEDDING_LIMIT)));
    specs.addAll(config.stack().parameters(PREFIX, config.embedding(), config.units()));
    if (config.bidirectional()) {
      specs.addAll(config.stack().parameters(REVERSE, config.embedding(), config.units()));
    }
    return specs;
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> weightShapes(SequenceConfig config) {
    Map<String, int[]> shapes = new LinkedHashMap<>(CaptionNetwork.weightShapes(config.decoder()));
    shapes.putAll(ParameterSpec.shapes(encoder(config)));
    return shapes;
  }

  /** What the network is made of. */
  public SequenceConfig config() {
    return config;
  }

  /** The weights of both, which this network owns. */
  public ParameterSet parameters() {
    return decoder.parameters();
  }

  /** What writes. */
  CaptionNetwork decoder() {
    return decoder;
  }

  Embedding embedding() {
    return new Embedding(parameters().get(EMBEDDING));
  }

  /** What reads; with dropout between its layers unless {@code random} is null. */
  SequenceReader reader(SplittableRandom random) {
    List<RecurrentCell> cells =
        directions.stream().map(c -> random == null ? c : c.training(random)).toList();
    return cells.size() == 1
        ? new SequenceReader(cells.get(0))
        : new SequenceReader(cells.get(0), cells.get(1));
  }

  @Override
  public void close() {
    decoder.close();
  }
}
