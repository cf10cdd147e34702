package org.showtell.decoder;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;

/**
 * The short way from detected words to the output: each of an image's words adds {@code h W [1,
 * p]'} to the logits of the tokens that stand for it, where p is its probability and h the hidden
 * state. A noun that no caption of a training image held is said like any other (after Yao et al.
 * 2017, "Incorporating copying mechanism in image captioning for learning novel objects", with one
 * softmax over both).
 *
 * <p>Which word it is does not count, only how sure the detector is and where the sentence stands:
 * scores of the words' own vectors memorised the training images.
 */
final class WordCopy {
  /** Inputs of a score: 1 and p. */
  static final int INPUTS = 2;

  private final WordTokens tokens;
  private final DetectedWords words; // of B images
  private final float[] weight; // W [U, 2]

  /** The words of a batch of images. */
  WordCopy(CaptionNetwork network, WordTokens tokens, DetectedWords words) {
    this.tokens = tokens;
    this.words = words;
    weight = HostFloats.copy(network.parameter("copy.W").value());
  }

  /**
   * Adds each word's score to its tokens.
   *
   * @param hidden h of each row, [R*U]
   * @param photos which image each row is about, [R]
   * @param logits [R, V]
   */
  void addTo(float[] hidden, int[] photos, INDArray logits) {
    FloatBuffer values = logits.data().asNioFloat();
    int base = values.position();
    int vocabularySize = (int) logits.size(1);
    int units = weight.length / INPUTS;
    for (int row = 0; row < photos.length; row++) {
      float always = 0;
      float byProbability = 0;
      for (int u = 0; u < units; u++) {
        always += hidden[row * units + u] * weight[INPUTS * u];
        byProbability += hidden[row * units + u] * weight[INPUTS * u + 1];
      }
      for (int k = photos[row] * words.slots(); k < (photos[row] + 1) * words.slots(); k++) {
        float score = always + byProbability * words.probabilities()[k];
        for (int token : tokens.of(words.ids()[k])) {
          int at = base + row * vocabularySize + token;
          values.put(at, values.get(at) + score);
        }
      }
    }
  }
}
