package org.showtell.app.language;

import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.decoder.language.TextGenerator;

/**
 * The activations of every cell over a text: tanh(c) of an LSTM (Karpathy et al. 2015, section
 * 4.2), h of another. Cells are numbered from the lowest layer's first.
 *
 * @param symbols of the text as it is written, one per token
 * @param activations [T][cells], in [-1, 1] but for rectified units
 */
public record CellTrace(List<String> symbols, float[][] activations) {

  /** Reads a text and remembers the activations after each token. */
  public static CellTrace of(LanguageNetwork network, TextVocabulary vocabulary, String text) {
    int[] tokens = vocabulary.encode(text);
    int layers = network.config().stack().layers();
    int units = network.config().units();
    boolean lstm = network.config().stack().cell() == CellType.LSTM;
    int arrays = lstm ? 2 : 1;
    List<String> symbols = new ArrayList<>();
    float[][] activations = new float[tokens.length][layers * units];
    try (TextGenerator generator = new TextGenerator(network)) {
      for (int t = 0; t < tokens.length; t++) {
        symbols.add(vocabulary.text(t == 0 ? -1 : tokens[t - 1], tokens[t]));
        generator.read(tokens[t]);
        for (int layer = 0; layer < layers; layer++) {
          // The state lies from the top down; an LSTM's c follows its h.
          float[] array = generator.state()[(layers - 1 - layer) * arrays + arrays - 1];
          for (int u = 0; u < units; u++) {
            activations[t][layer * units + u] = lstm ? (float) Math.tanh(array[u]) : array[u];
          }
        }
      }
    }
    return new CellTrace(symbols, activations);
  }

  /** Number of cells. */
  public int cells() {
    return activations.length == 0 ? 0 : activations[0].length;
  }

  /** The activations of one cell, [T]. */
  public float[] of(int cell) {
    float[] values = new float[activations.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = activations[t][cell];
    }
    return values;
  }
}
