package org.showtell.decoder.vqa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.GradientCheck;
import org.showtell.nn.optim.Adam;
import org.showtell.nn.parameter.Parameter;

class VqaGradientTest {
  private static VqaNetwork network(VqaConfig config, DataType type) {
    VqaNetwork network = new VqaNetwork(config, type, List.of(), new SplittableRandom(7));
    if (config.image().use() != ImageUse.NONE) {
      network.setMemoryScale(new float[] {.1f, -.2f, 0, .3f}, new float[] {1, 2, .5f, 1.5f});
    }
    return network;
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void gradientsEqualCentralDifferences(VqaConfig config) {
    VqaBatch batch = ToyVqa.batch(config);
    try (VqaNetwork network = network(config, DataType.DOUBLE)) {
      VqaGradient gradient = new VqaGradient(network, 0);
      network.parameters().clearGradients();
      gradient.accumulate(batch, ToyVqa.TARGETS, 0, new SplittableRandom(1));
      for (Parameter parameter : network.parameters().all()) {
        if (!parameter.name().startsWith("memory.")) {
          GradientCheck.check(() -> gradient.loss(batch, ToyVqa.TARGETS), parameter);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "PLACES"})
  void gradientByTheImageEqualsCentralDifferences(ImageUse image) {
    VqaConfig config = ToyVqa.config(image, 2, false);
    int positions = ToyVqa.positions(config);
    float[] memory = ToyVqa.memory(config);
    try (VqaNetwork network = network(config, DataType.DOUBLE)) {
      VqaGradient gradient = new VqaGradient(network, 0);
      double[] analytic = new double[memory.length];
      gradient.accumulate(
          new VqaBatch(ToyVqa.QUESTIONS, positions, memory),
          ToyVqa.TARGETS,
          0,
          new SplittableRandom(1),
          found ->
              System.arraycopy(found.dup('c').data().asDouble(), 0, analytic, 0, analytic.length));
      float step = 1f / 1024; // exact in floats, which is what features are given as
      for (int i = 0; i < memory.length; i++) {
        float before = memory[i];
        float above = before + step;
        float below = before - step;
        memory[i] = above;
        double higher =
            gradient.loss(new VqaBatch(ToyVqa.QUESTIONS, positions, memory), ToyVqa.TARGETS);
        memory[i] = below;
        double lower =
            gradient.loss(new VqaBatch(ToyVqa.QUESTIONS, positions, memory), ToyVqa.TARGETS);
        memory[i] = before;
        assertEquals((higher - lower) / ((double) above - below), analytic[i], 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void paddingInFrontChangesNothing(VqaConfig config) {
    List<int[]> padded =
        ToyVqa.QUESTIONS.stream()
            .map(
                question -> {
                  int[] right = new int[VqaConfig.LONGEST_QUESTION];
                  System.arraycopy(
                      question, 0, right, right.length - question.length, question.length);
                  return right;
                })
            .toList();
    VqaBatch batch = ToyVqa.batch(config);
    try (VqaNetwork network = network(config, DataType.DOUBLE)) {
      VqaGradient gradient = new VqaGradient(network, 0);
      network.parameters().clearGradients();
      double loss = gradient.accumulate(batch, ToyVqa.TARGETS, 0, new SplittableRandom(1));
      try (INDArray first = network.parameters().gradients().dup()) {
        network.parameters().clearGradients();
        double again =
            gradient.accumulate(
                new VqaBatch(padded, batch.positions(), batch.memory()),
                ToyVqa.TARGETS,
                0,
                new SplittableRandom(1));
        assertEquals(loss, again);
        assertEquals(0, network.parameters().gradients().sub(first).amaxNumber().doubleValue());
      }
      INDArray pad = network.parameter("question.words").gradient().getRow(0);
      assertEquals(0, pad.amaxNumber().doubleValue(), "PAD's vector learns nothing");
    }
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void firstLossIsThatOfAUniformGuess(VqaConfig config) {
    try (VqaNetwork network = network(config, DataType.FLOAT)) {
      double loss = new VqaGradient(network, 0).loss(ToyVqa.batch(config), ToyVqa.TARGETS);
      // What places give is no product of small numbers, so that its first guesses are less even.
      double tolerance = config.image().use() == ImageUse.PLACES ? 0.25 : 0.1;
      assertEquals(Math.log(ToyVqa.ANSWERS), loss, tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void overfitsOneBatch(VqaConfig config) {
    try (VqaNetwork network = network(config, DataType.FLOAT);
        Adam adam = new Adam(network.parameters(), Adam.Config.defaults())) {
      VqaGradient gradient = new VqaGradient(network, 0);
      double loss = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 100 && loss >= 0.05; i++) {
        network.parameters().clearGradients();
        loss =
            gradient.accumulate(ToyVqa.batch(config), ToyVqa.TARGETS, 0, new SplittableRandom(i));
        adam.step(0.05);
      }
      assertTrue(loss < 0.05, "loss after 100 steps: " + loss);
    }
  }

  @ParameterizedTest
  @MethodSource("org.showtell.decoder.vqa.ToyVqa#configs")
  void parameterCountEqualsTheFormula(VqaConfig config) {
    try (VqaNetwork network = network(config, DataType.FLOAT)) {
      assertEquals(config.parameterCount(), network.parameters().count());
    }
  }

  @Test
  void refusesAQuestionWithoutWordsAndOneThatIsTooLong() {
    VqaConfig config = ToyVqa.config(ImageUse.NONE, 1, false);
    try (VqaNetwork network = network(config, DataType.FLOAT)) {
      AnswerClassifier classifier = new AnswerClassifier(network);
      for (int[] question : List.of(new int[0], new int[5], longQuestion())) {
        VqaBatch batch = new VqaBatch(List.of(question), 1, new float[0]);
        assertThrows(IllegalArgumentException.class, () -> classifier.answer(batch));
      }
    }
  }

  private static int[] longQuestion() {
    int[] words = new int[VqaConfig.LONGEST_QUESTION + 1];
    Arrays.fill(words, 4);
    return words;
  }

  @Test
  void refusesFeaturesOfAnotherSize() {
    VqaConfig config = ToyVqa.config(ImageUse.VECTOR, 1, false);
    try (VqaNetwork network = network(config, DataType.FLOAT)) {
      AnswerClassifier classifier = new AnswerClassifier(network);
      VqaBatch batch = new VqaBatch(ToyVqa.QUESTIONS, 1, new float[ToyVqa.QUESTIONS.size() * 5]);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> classifier.answer(batch));
      assertTrue(
          refused.getMessage().startsWith("Expected features [4,1,4]"), refused.getMessage());
    }
  }
}
