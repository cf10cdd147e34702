package org.showtell.decoder.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CellType;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.Stack;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.optim.Optimiser;
import org.showtell.nn.parameter.Parameter;

class LanguageNetworkTest {
  private static final String LETTERS = "helo";
  private static final int[] TEXT = {0, 1, 2, 2, 3, 0, 1, 2, 2, 3, 1, 0, 3, 2};

  private static LanguageNetwork network(DataType type, CellType cell, int layers, int units) {
    Stack stack = new Stack(cell, layers, layers > 1, layers > 1 ? 0.2 : 0, layers > 1);
    LanguageConfig config = new LanguageConfig(LETTERS.length(), units, units, stack, 0.1);
    LanguageNetwork network = new LanguageNetwork(config, type, new SplittableRandom(3));
    if (layers > 1) {
      network.parameter("start0").value().assign(0.3);
    }
    return network;
  }

  private static int[] tokens(String text) {
    return text.chars().map(LETTERS::indexOf).toArray();
  }

  private static LanguageTraining.Config config(int epochs, double rate) {
    return new LanguageTraining.Config(
        1,
        4,
        Optimiser.Kind.ADAM,
        rate,
        1,
        Clipping.ofNorm(5),
        epochs,
        Double.POSITIVE_INFINITY,
        1);
  }

  private static final LanguageTraining.Listener NOBODY =
      new LanguageTraining.Listener() {
        @Override
        public void onStep(int epoch, int step, int steps, double loss, double perSecond) {
          // nobody looks
        }

        @Override
        public void onEpoch(int epoch, double loss, double perplexity) {
          // nobody looks
        }
      };

  /** The lecture's first example: of "hello" each letter but the last foretells the next. */
  @ParameterizedTest
  @EnumSource(names = {"VANILLA", "LSTM", "MUT1"})
  void hello(CellType cell) throws IOException {
    LanguageConfig config = new LanguageConfig(LETTERS.length(), 8, 8, Stack.of(cell, 1), 0);
    try (LanguageNetwork network =
        new LanguageNetwork(config, DataType.FLOAT, new SplittableRandom(3))) {
      new LanguageTraining(network, config(60, 0.05), tokens("hello"), new int[0])
          .run(NOBODY, () -> false);
      try (TextGenerator generator = new TextGenerator(network)) {
        StringBuilder said = new StringBuilder("h");
        generator.read(LETTERS.indexOf('h'));
        generator.write(
            4, 0.2, -1, new SplittableRandom(1), token -> said.append(LETTERS.charAt(token)));
        assertEquals("hello", said.toString());
      }
      assertEquals(1, LanguageTraining.perplexity(network, tokens("hello")), 0.2);
    }
  }

  @Test
  void gradientsEqualCentralDifferences() {
    try (LanguageNetwork network = network(DataType.DOUBLE, CellType.GRU, 2, 3)) {
      loss(network);
      INDArray gradients = network.parameters().gradients();
      INDArray kept = gradients.dup();
      for (Parameter parameter : network.parameters().all()) {
        GradientCheck.check(
            () -> {
              double loss = loss(network);
              gradients.assign(kept);
              return loss;
            },
            parameter);
      }
    }
  }

  /** With the same dropout masks in every pass; leaves the gradient of this pass. */
  private static double loss(LanguageNetwork network) {
    network.parameters().clearGradients();
    try (StreamReader reader = new StreamReader(network, 2)) {
      return reader.learn(TEXT, TEXT, new SplittableRandom(9));
    }
  }

  @Test
  void piecesThatCarryTheStateAreReadAsOneText() {
    try (LanguageNetwork network = network(DataType.DOUBLE, CellType.LSTM, 2, 5);
        StreamReader whole = new StreamReader(network, 1);
        StreamReader pieces = new StreamReader(network, 1)) {
      int[] inputs = Arrays.copyOf(TEXT, 12);
      int[] targets = Arrays.copyOfRange(TEXT, 1, 13);
      double first = pieces.read(Arrays.copyOf(inputs, 5), Arrays.copyOf(targets, 5));
      double second =
          pieces.read(Arrays.copyOfRange(inputs, 5, 12), Arrays.copyOfRange(targets, 5, 12));
      assertEquals(whole.read(inputs, targets), (5 * first + 7 * second) / 12, 1e-12);
      double again = pieces.read(Arrays.copyOf(inputs, 5), Arrays.copyOf(targets, 5));
      assertTrue(Math.abs(again - first) > 1e-6, "the state was carried");
      pieces.reset();
      assertEquals(first, pieces.read(Arrays.copyOf(inputs, 5), Arrays.copyOf(targets, 5)), 1e-12);
    }
  }

  @Test
  void perplexityIsThatOfTheGeneratorsProbabilities() {
    try (LanguageNetwork network = network(DataType.FLOAT, CellType.LSTM, 2, 5);
        TextGenerator generator = new TextGenerator(network)) {
      double sum = 0;
      for (int t = 0; t + 1 < TEXT.length; t++) {
        generator.read(TEXT[t]);
        sum -= generator.next()[TEXT[t + 1]];
      }
      double perplexity = Math.exp(sum / (TEXT.length - 1));
      assertEquals(perplexity, LanguageTraining.perplexity(network, TEXT), 1e-4);
      assertEquals(LETTERS.length(), perplexity, 0.5, "knows nothing yet");
    }
  }

  @Test
  void streamsCoverTheTextInOrder() throws IOException {
    int[] text = new int[101];
    for (int i = 0; i < text.length; i++) {
      text[i] = i % 4;
    }
    try (LanguageNetwork network = network(DataType.FLOAT, CellType.VANILLA, 1, 8)) {
      LanguageTraining.Config config =
          new LanguageTraining.Config(
              5, 1, Optimiser.Kind.RMSPROP, 0.01, 0.9, new Clipping(5, 1), 6, 10, 1);
      LanguageTraining training = new LanguageTraining(network, config, text, text);
      assertEquals(20, training.stepsPerEpoch()); // 5 streams of 20 tokens
      assertEquals(5, training.tokensPerStep());
      int[] less = Arrays.copyOf(text, 50);
      assertEquals(2, new LanguageTraining(network, config, less, less).tokensPerStep());
      double[] last = new double[2];
      int[] steps = new int[1];
      training.run(
          new LanguageTraining.Listener() {
            @Override
            public void onStep(int epoch, int step, int of, double loss, double perSecond) {
              steps[0]++;
            }

            @Override
            public void onEpoch(int epoch, double loss, double perplexity) {
              last[0] = epoch;
              last[1] = perplexity;
            }
          },
          () -> false);
      assertEquals(120, steps[0]);
      assertEquals(6, last[0]);
      assertTrue(last[1] < 1.5, "perplexity " + last[1]);
    }
  }

  @Test
  void temperatureMakesTheLikelyLikelierAndATokenCanBeLeftOut() {
    try (LanguageNetwork network = network(DataType.FLOAT, CellType.LSTM, 1, 4)) {
      network.parameters().assign("output.b", new float[] {0, 0, 3, 0});
      assertEquals(50, count(network, 0.1, -1, 2));
      assertTrue(count(network, 5, -1, 2) < 40);
      assertEquals(0, count(network, 1, 2, 2));
    }
  }

  private static long count(LanguageNetwork network, double temperature, int never, int token) {
    StringBuilder said = new StringBuilder();
    try (TextGenerator generator = new TextGenerator(network)) {
      generator.write(50, temperature, never, new SplittableRandom(4), said::append);
    }
    return said.chars()
        .mapToObj(c -> c - '0')
        .filter(c -> c == token)
        .collect(Collectors.counting());
  }

  @Test
  void rateFallsInTheSecondHalfOnly() {
    LanguageTraining.Config config =
        new LanguageTraining.Config(1, 1, Optimiser.Kind.SGD, 1, 0.5, Clipping.ofNorm(1), 4, 1, 1);
    assertEquals(1, config.rate(0));
    assertEquals(1, config.rate(1));
    assertEquals(0.5, config.rate(2));
    assertEquals(0.25, config.rate(3));
  }
}
