package org.showtell.decoder.language;

import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.LogSoftmax;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

/**
 * Reads and writes text token by token with a language model's weights, which it does not own. One
 * generator belongs to one thread; closing it frees its buffers.
 */
public final class TextGenerator implements AutoCloseable {
  private final LanguageNetwork network;
  private final float[] embedding; // [V*E]
  private final float[] bias; // [V]
  private final LogSoftmax softmax;
  private final StepScratch scratch = new StepScratch();
  private final float[][] state; // per state array [U]

  /** A generator that has read nothing; weights are taken as they are now. */
  public TextGenerator(LanguageNetwork network) {
    this.network = network;
    embedding = HostFloats.copy(network.parameter("embedding").value());
    bias = HostFloats.copy(network.parameter("output.b").value());
    softmax = new LogSoftmax(bias.length);
    state = new float[network.cell().stateArrays()][network.config().units()];
    network.start().write(state);
  }

  /** Reads a token; {@link #state} is then the state after it. */
  public void read(int token) {
    int size = network.config().embedding();
    INDArray input = scratch.matrix("language.x", 1, size);
    HostFloats.writeRow(embedding, token * size, input, 0);
    network.cell().step(input, null, state, scratch);
  }

  /**
   * The arrays of the state, [U] each, those of the top layer first: h, and of an LSTM c. They are
   * the generator's own and change with the next token.
   */
  public float[][] state() {
    return state;
  }

  /** Log-probabilities of the token that comes next, [V], new. */
  public float[] next() {
    INDArray hidden = scratch.matrix("language.h", 1, network.config().units());
    HostFloats.write(state[0], hidden);
    INDArray logits = scratch.matrix("language.logits", 1, bias.length);
    HostFloats.write(bias, logits);
    MatrixProduct.multiplyAdd(hidden, network.parameter("output.W").value(), logits);
    float[] logProbs = HostFloats.copy(logits);
    softmax.apply(logProbs, 0);
    return logProbs;
  }

  /**
   * Writes so many tokens, each drawn from {@code softmax(log p / temperature)} and read before the
   * next.
   *
   * @param temperature above 0; below 1 prefers what is likely
   * @param never a token that is not drawn, or -1
   * @param written receives each token
   */
  public void write(
      int length, double temperature, int never, RandomGenerator random, IntConsumer written) {
    Check.that(temperature > 0, "temperature must be above 0", temperature);
    for (int i = 0; i < length; i++) {
      int token = draw(next(), temperature, never, random);
      written.accept(token);
      read(token);
    }
  }

  private static int draw(float[] logProbs, double temperature, int never, RandomGenerator random) {
    double[] weights = new double[logProbs.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      most = i == never ? most : Math.max(most, logProbs[i]);
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i == never ? 0 : Math.exp((logProbs[i] - most) / temperature);
      total += weights[i];
    }
    double left = random.nextDouble() * total;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
