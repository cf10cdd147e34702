package org.showtell.decoder;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The short way from detected words to the output: each of a photo's words adds {@code h W e_k} to
 * the logits of the tokens that stand for it, where {@code e_k} is its vector and {@code h} the
 * hidden state. A noun that no caption of a training photo held is said like any other (after Yao
 * et al. 2017, "Incorporating copying mechanism in image captioning for learning novel objects",
 * eq. 8, with one softmax over both).
 */
final class WordCopy {
  private final WordTokens tokens;
  private final DetectedWords words; // of B photos
  private final float[] keys; // [B*K, U], W e_k
  private final int units;

  private WordCopy(WordTokens tokens, DetectedWords words, float[] keys, int units) {
    this.tokens = tokens;
    this.words = words;
    this.keys = keys;
    this.units = units;
  }

  /** The words of a batch of photos, with what does not depend on the sentence. */
  static WordCopy of(CaptionNetwork network, WordTokens tokens, DetectedWords words) {
    int units = network.config().units();
    try (INDArray vectors = new WordVectors(network).of(words);
        INDArray keys = MatrixProduct.matrix(vectors.dataType(), words.ids().length, units)) {
      MatrixProduct.inputGradient(vectors, network.parameter("copy.W").value(), keys, 0); // e W^T
      return new WordCopy(tokens, words, HostFloats.copy(keys), units);
    }
  }

  /**
   * Adds each word's score to its tokens.
   *
   * @param hidden h of each row, [R*U]
   * @param photos which photo each row is about, [R]
   * @param logits [R, V]
   */
  void addTo(float[] hidden, int[] photos, INDArray logits) {
    FloatBuffer values = logits.data().asNioFloat();
    int base = values.position();
    int vocabularySize = (int) logits.size(1);
    for (int row = 0; row < photos.length; row++) {
      for (int k = 0; k < words.slots(); k++) {
        int place = photos[row] * words.slots() + k;
        int[] said = tokens.of(words.ids()[place]);
        if (said.length > 0) {
          float score = score(hidden, row * units, place * units);
          for (int token : said) {
            int at = base + row * vocabularySize + token;
            values.put(at, values.get(at) + score);
          }
        }
      }
    }
  }

  private float score(float[] hidden, int row, int place) {
    float sum = 0;
    for (int u = 0; u < units; u++) {
      sum += hidden[row + u] * keys[place + u];
    }
    return sum;
  }
}
