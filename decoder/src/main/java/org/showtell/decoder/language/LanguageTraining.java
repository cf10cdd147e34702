package org.showtell.decoder.language;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.showtell.nn.Check;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.optim.Optimiser;
import org.showtell.nn.optim.TrainingDivergedException;
import org.showtell.nn.tensor.TrainingProducts;

/**
 * Trains a language model on one text, cut into B streams of equal length that are read side by
 * side in pieces of T tokens (as in char-rnn), and measures its perplexity on a held-out text after
 * each epoch. The state is carried from piece to piece and begins anew with each epoch.
 */
public final class LanguageTraining {
  /** A short text is cut into fewer streams, so that an epoch has so many steps. */
  private static final int FEWEST_STEPS = 20;

  private final LanguageNetwork network;
  private final Config config;
  private final int[] held; // held-out tokens; empty to measure on the training text
  private final int[][] streams; // [B][N + 1], each stream's tokens and the one after them

  /**
   * How a language model is trained.
   *
   * @param streams B at most; a short text has fewer
   * @param steps T, tokens of a piece: gradients go back no further
   * @param optimiser its kind
   * @param learningRate of the first epochs
   * @param decay factor on the rate after each epoch of the second half, in (0, 1]; 0 for the one
   *     that leaves a tenth of the rate to the last epoch
   * @param clipping limits of the gradient
   * @param epochs passes over the text; 0 where they are set later
   * @param maxMinutes time limit; infinite for none
   * @param seed of dropout
   */
  public record Config(
      int streams,
      int steps,
      Optimiser.Kind optimiser,
      double learningRate,
      double decay,
      Clipping clipping,
      int epochs,
      double maxMinutes,
      long seed) {
    /** Checks each value. */
    public Config {
      Check.atLeast("batchSize", streams, 1);
      Check.atLeast("steps", steps, 1);
      Check.that(learningRate > 0, "learningRate must be above 0", learningRate);
      Check.that(decay >= 0 && decay <= 1, "learningRateDecay must be in (0, 1]", decay);
      Check.that(epochs >= 0, "epochs must be at least 1, or 0 where they are set later", epochs);
      Check.that(maxMinutes > 0, "maxMinutes must be above 0", maxMinutes);
    }

    /** The same with so many passes. */
    public Config withEpochs(int passes) {
      return new Config(
          streams, steps, optimiser, learningRate, decay, clipping, passes, maxMinutes, seed);
    }

    /** The rate of an epoch from 0: it falls in the second half only. */
    double rate(int epoch) {
      int falling = epochs / 2;
      double factor = decay > 0 || falling == 0 ? decay : Math.pow(0.1, 1.0 / falling);
      return learningRate * Math.pow(factor, Math.max(0, epoch + 1 - (epochs - falling)));
    }
  }

  /** Hears how training goes. */
  public interface Listener {
    /**
     * After each step.
     *
     * @param epoch from 1
     * @param step of the epoch, from 1
     * @param loss smoothed over about a hundred steps, nats per token
     * @param perSecond tokens per second so far
     */
    void onStep(int epoch, int step, int steps, double loss, double perSecond) throws IOException;

    /**
     * After each epoch.
     *
     * @param epoch from 1
     * @param loss mean of the epoch, nats per token
     * @param perplexity on the held-out text, exp of the mean loss
     */
    void onEpoch(int epoch, double loss, double perplexity) throws IOException;
  }

  /**
   * Training of a network that stays the caller's.
   *
   * @param text tokens to learn, at least 2
   * @param held tokens to measure on; fewer than 2 to measure on the text itself
   */
  public LanguageTraining(LanguageNetwork network, Config config, int[] text, int[] held) {
    Check.that(text.length >= 2, "A text must have at least 2 tokens to learn", text.length);
    this.network = network;
    this.config = config;
    this.held = held.length < 2 ? text : held;
    int enough = (text.length - 1) / (config.steps * FEWEST_STEPS);
    int rows = Math.max(1, Math.min(config.streams, enough));
    int length = (text.length - 1) / rows;
    streams = new int[rows][];
    for (int row = 0; row < rows; row++) {
      streams[row] = Arrays.copyOfRange(text, row * length, (row + 1) * length + 1);
    }
  }

  /** Tokens of all steps of an epoch but the last, which may have fewer. */
  public int tokensPerStep() {
    return streams.length * config.steps;
  }

  /** Steps of one epoch. */
  public int stepsPerEpoch() {
    return (streams[0].length - 2) / config.steps + 1;
  }

  /**
   * Trains until the epochs or minutes are used up or {@code stop} says so.
   *
   * @throws TrainingDivergedException if the loss is no longer a number
   */
  public void run(Listener listener, BooleanSupplier stop) throws IOException {
    SplittableRandom random = new SplittableRandom(config.seed);
    long begin = System.nanoTime();
    long trained = 0;
    long tokens = 0;
    double smooth = Double.NaN;
    try (StreamReader reader = new StreamReader(network, streams.length);
        TrainingProducts products = TrainingProducts.create();
        Optimiser optimiser = config.optimiser.over(network.parameters())) {
      for (int epoch = 0; epoch < config.epochs; epoch++) {
        reader.reset();
        double sum = 0;
        long counted = 0;
        for (int step = 0; step < stepsPerEpoch(); step++) {
          long before = System.nanoTime();
          network.parameters().clearGradients();
          int[] inputs = piece(step, 0);
          int[] targets = piece(step, 1);
          double loss = products.during(() -> reader.learn(inputs, targets, random.split()));
          double norm = config.clipping.apply(network.parameters());
          if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new TrainingDivergedException(epoch, step, "loss", loss);
          }
          optimiser.step(config.rate(epoch));
          sum += loss * inputs.length;
          counted += inputs.length;
          tokens += inputs.length;
          trained += System.nanoTime() - before;
          smooth = Double.isNaN(smooth) ? loss : 0.99 * smooth + 0.01 * loss;
          listener.onStep(epoch + 1, step + 1, stepsPerEpoch(), smooth, tokens * 1e9 / trained);
          boolean late = (System.nanoTime() - begin) / 60e9 > config.maxMinutes;
          if (stop.getAsBoolean() || late) {
            listener.onEpoch(epoch + 1, sum / counted, perplexity());
            return;
          }
        }
        listener.onEpoch(epoch + 1, sum / counted, perplexity());
      }
    }
  }

  /** Tokens of a piece of all streams, time-major, so many tokens later. */
  private int[] piece(int step, int later) {
    int from = step * config.steps;
    int length = Math.min(config.steps, streams[0].length - 1 - from);
    int[] piece = new int[length * streams.length];
    for (int t = 0; t < length; t++) {
      for (int row = 0; row < streams.length; row++) {
        piece[t * streams.length + row] = streams[row][from + t + later];
      }
    }
    return piece;
  }

  private double perplexity() {
    return perplexity(network, held);
  }

  /** exp of the mean loss per token over a text that is read from its beginning. */
  public static double perplexity(LanguageNetwork network, int[] text) {
    int most = 64; // tokens at a time
    double sum = 0;
    try (StreamReader reader = new StreamReader(network, 1)) {
      for (int from = 0; from < text.length - 1; from += most) {
        int to = Math.min(text.length - 1, from + most);
        int[] inputs = Arrays.copyOfRange(text, from, to);
        sum += (to - from) * reader.read(inputs, Arrays.copyOfRange(text, from + 1, to + 1));
      }
    }
    return Math.exp(sum / (text.length - 1));
  }
}
