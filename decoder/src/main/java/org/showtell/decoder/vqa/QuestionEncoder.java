package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * Reads a question with stacked recurrent layers; what is left of it is the final state of them all
 * (Agrawal et al. 2015, section 4: "the last cell state and the last hidden state of each of the
 * two hidden layers"). A word's vector passes dropout and tanh first, as in the released code.
 *
 * <p>Weights: {@code question.words} [V, E], {@code question.layerN.*}, and for two directions
 * {@code question.layerN.reverse.*}.
 */
final class QuestionEncoder {
  private static final double WORD_LIMIT = 0.5;

  private final VqaConfig config;
  private final Embedding words;
  private final List<SequenceReader> layers = new ArrayList<>();

  QuestionEncoder(VqaConfig config, ParameterSet parameters) {
    this.config = config;
    words = new Embedding(parameters.get("question.words"));
    for (int i = 0; i < config.question().layers(); i++) {
      CellType cell = config.question().cell();
      RecurrentCell forward = cell.cell(layer(i), parameters);
      layers.add(
          config.question().bidirectional()
              ? new SequenceReader(forward, cell.cell(reverse(i), parameters))
              : new SequenceReader(forward));
    }
  }

  private static String layer(int number) {
    return "question.layer" + number;
  }

  private static String reverse(int number) {
    return layer(number) + ".reverse";
  }

  static List<ParameterSpec> parameters(VqaConfig config) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            "question.words",
            config.question().vocabularySize(),
            config.question().embeddingSize(),
            Initializer.uniform(WORD_LIMIT)));
    for (int i = 0; i < config.question().layers(); i++) {
      int inputs =
          i == 0
              ? config.question().embeddingSize()
              : config.question().units() * config.question().directions();
      specs.addAll(
          config.question().cell().parameters(layer(i), inputs, config.question().units()));
      if (config.question().bidirectional()) {
        specs.addAll(
            config.question().cell().parameters(reverse(i), inputs, config.question().units()));
      }
    }
    return specs;
  }

  /** Reads questions: returns their states with back-propagation; the caller closes it. */
  QuestionReading read(List<int[]> questions, double dropout, SplittableRandom random) {
    return new QuestionReading(this, questions, dropout, random);
  }

  VqaConfig config() {
    return config;
  }

  Embedding words() {
    return words;
  }

  List<SequenceReader> layers() {
    return layers;
  }
}
