package org.showtell.decoder.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Tokens;

/**
 * Sentences and their images' features, ready for one training step.
 *
 * @param rows B
 * @param steps T, length of the longest sentence with END
 * @param inputs [T*B], time-major: START and the words
 * @param targets [T*B], time-major: the words and END; PAD where a sentence is over
 * @param positions L, 1 for image vectors
 * @param memory [B*L*D], the features of each row's image; empty for sentences without an image,
 *     where L is 0
 * @param words what was detected in each row's image; null for a network that does not attend to it
 */
public record CaptionBatch(
    int rows,
    int steps,
    int[] inputs,
    int[] targets,
    int positions,
    float[] memory,
    DetectedWords words) {

  /** Sentences of a network that attends to no words. */
  public CaptionBatch(
      int rows, int steps, int[] inputs, int[] targets, int positions, float[] memory) {
    this(rows, steps, inputs, targets, positions, memory, null);
  }

  /** Lays sentences side by side, with one vector per image, [B*D]. */
  public static CaptionBatch of(List<int[]> sentences, float[] memory) {
    return of(sentences, 1, memory);
  }

  /**
   * Lays sentences side by side.
   *
   * @param sentences words of each, without START and END
   * @param positions L
   * @param memory [B*L*D]
   */
  public static CaptionBatch of(List<int[]> sentences, int positions, float[] memory) {
    int rows = sentences.size();
    int steps = 1 + sentences.stream().mapToInt(s -> s.length).max().orElse(0);
    int[] inputs = new int[steps * rows];
    int[] targets = new int[steps * rows];
    for (int row = 0; row < rows; row++) {
      int[] words = sentences.get(row);
      inputs[row] = Tokens.START;
      for (int t = 0; t < words.length; t++) {
        targets[t * rows + row] = words[t];
        inputs[(t + 1) * rows + row] = words[t];
      }
      targets[words.length * rows + row] = Tokens.END;
    }
    return new CaptionBatch(rows, steps, inputs, targets, positions, memory, null);
  }

  /**
   * The same with sentences that were cut off: where one did not end, nothing is said of END.
   *
   * @param ended [B]
   */
  public CaptionBatch withEnds(boolean[] ended) {
    int[] cut = targets.clone();
    int[] lengths = lengths();
    for (int row = 0; row < rows; row++) {
      if (!ended[row]) {
        cut[(lengths[row] - 1) * rows + row] = Tokens.PAD;
      }
    }
    return new CaptionBatch(rows, steps, inputs, cut, positions, memory, words);
  }

  /** The same with the words that were detected in the images. */
  public CaptionBatch withWords(DetectedWords detected) {
    return new CaptionBatch(rows, steps, inputs, targets, positions, memory, detected);
  }

  /** Tokens of each sentence that count, END included, [B]. */
  public int[] lengths() {
    int[] lengths = new int[rows];
    for (int n = 0; n < targets.length; n++) {
      if (targets[n] != Tokens.PAD) {
        lengths[n % rows]++;
      }
    }
    return lengths;
  }

  /** Number of tokens that count in the loss: words and ENDs. */
  public int targetCount() {
    return (int) IntStream.of(targets).filter(target -> target != Tokens.PAD).count();
  }
}
