package org.showtell.app.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.training.TrainableEncoder;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * An encoder's weights in the parameter set of the network that it is trained with: one vector for
 * norm, clipping, optimiser, average and checkpoint. The running averages of its batch
 * normalisation lie there too, as a weight whose gradient is always zero.
 */
public final class EncoderParameters implements AutoCloseable {
  private static final String ENCODER = "encoder.";

  private static final String STATISTICS = ENCODER + "statistics";
  private static final String SCALE = ".scale";
  private static final int AVERAGES = 2; // mean and variance

  private final ParameterSet parameters;
  private final TrainableEncoder encoder;

  /** An encoder over the weights that {@link #specs} declared. */
  EncoderParameters(VggArchitecture architecture, ParameterSet parameters) {
    this.parameters = parameters;
    encoder =
        new TrainableEncoder(
            architecture, true, parameters.values(), parameters.gradients(), offset(parameters));
  }

  private static long offset(ParameterSet parameters) {
    long offset = 0;
    for (Parameter parameter : parameters.all()) {
      if (parameter.name().startsWith(ENCODER)) {
        break;
      }
      offset += parameter.length();
    }
    return offset;
  }

  /** The encoder's weights, to stand side by side and last. */
  static List<ParameterSpec> specs(VggArchitecture architecture) {
    List<ParameterSpec> specs = new ArrayList<>();
    int channels = 0;
    for (ParameterSpec tensor : TrainableEncoder.tensors(architecture, true)) {
      specs.add(
          new ParameterSpec(
              ENCODER + tensor.name(), tensor.rows(), tensor.columns(), Initializer.ZERO));
      channels += tensor.name().endsWith(SCALE) ? tensor.columns() : 0;
    }
    specs.add(new ParameterSpec(STATISTICS, 1, AVERAGES * channels, Initializer.ZERO));
    return specs;
  }

  /** The weights that are not an encoder's. */
  public static Map<String, float[]> others(Map<String, float[]> weights) {
    Map<String, float[]> others = new LinkedHashMap<>(weights);
    others.keySet().removeIf(name -> name.startsWith(ENCODER));
    return others;
  }

  /**
   * Begins with a trained network.
   *
   * @param sample images for the statistics of its batch normalisation
   */
  void assign(VggWeights trained, PixelBatch sample) {
    encoder.assign(trained, sample);
    keepStatistics();
  }

  /** Draws the first weights. */
  void initialize(long seed) {
    encoder.initialize(seed);
    keepStatistics();
  }

  /** The encoder as the weights are now, which a checkpoint may have replaced. */
  TrainableEncoder current() {
    encoder.restoreStatistics(parameters.copyOf(STATISTICS));
    return encoder;
  }

  /** After a step: copies the running means and variances to the weights. */
  void keepStatistics() {
    parameters.assign(STATISTICS, encoder.statistics());
  }

  /** The network for inference, of weights among which there may be others. */
  static VggWeights folded(VggArchitecture architecture, Map<String, float[]> weights) {
    try (ParameterSet own =
            new ParameterSet(DataType.FLOAT, specs(architecture), new SplittableRandom(0));
        EncoderParameters encoder = new EncoderParameters(architecture, own)) {
      own.all().forEach(one -> own.assign(one.name(), weights.get(one.name())));
      return encoder.current().folded();
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
