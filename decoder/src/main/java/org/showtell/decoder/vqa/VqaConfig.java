package org.showtell.decoder.vqa;

import org.showtell.attention.AttentionConfig;

/**
 * The facts of an answering network: enough, with its weights, to build it again.
 *
 * @param vocabularySize V, words of questions, the special tokens included
 * @param answers K
 * @param memorySize D, size of the image vector or of a position
 * @param embeddingSize E, size of a word's vector
 * @param units U of each LSTM layer and direction
 * @param layers of the question's reader
 * @param bidirectional whether each layer reads from both ends
 * @param commonSize C, where question and image meet
 * @param image what is seen of it
 * @param attention how the question looks at the grid; null unless the grid is seen
 * @param looks how often it looks, each time knowing more (Yang et al. 2016, section 3.3)
 * @param dropout share of elements that training sets to zero, in [0, 1)
 */
public record VqaConfig(
    int vocabularySize,
    int answers,
    int memorySize,
    int embeddingSize,
    int units,
    int layers,
    boolean bidirectional,
    int commonSize,
    ImageUse image,
    AttentionConfig attention,
    int looks,
    double dropout) {

  /** The longest question in tokens, as the released code of Agrawal et al. has it. */
  public static final int LONGEST_QUESTION = 26;

  private static final int LIMIT = 1 << 20;
  private static final int MOST_LAYERS = 8;
  private static final int STATE_ARRAYS = 2;
  private static final int GATES = 4;

  /** Checks each value. */
  public VqaConfig {
    require("vocabularySize", vocabularySize, 1, LIMIT);
    require("answers", answers, 2, LIMIT);
    require("memorySize", memorySize, 1, LIMIT);
    require("embeddingSize", embeddingSize, 1, LIMIT);
    require("units", units, 1, LIMIT);
    require("layers", layers, 1, MOST_LAYERS);
    require("commonSize", commonSize, 1, LIMIT);
    require("looks", looks, 1, MOST_LAYERS);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("Expected dropout in [0, 1) but got " + dropout);
    }
    if (image == null || (image == ImageUse.GRID) != (attention != null)) {
      throw new IllegalArgumentException(
          "Expected an attention for the grid, and for nothing else, but got "
              + image
              + " and "
              + attention);
    }
    if (attention != null && attention.gridSize() > 0) {
      throw new IllegalArgumentException(
          "Expected questions to look at positions as they are, grid size 0, but got "
              + attention.gridSize());
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Expected " + name + " in [" + least + ", " + most + "] but got " + value);
    }
  }

  /** S: the final h and c of all layers and directions, side by side. */
  public int stateSize() {
    return STATE_ARRAYS * units * layers * directions();
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }

  /**
   * Number of scalars in the weights, by formula: words V E; per layer and direction (I + U + 1)
   * 4U, where I is E or what the layer below gives; question (S + 1) C; for an image 2 D for its
   * standardisation and (D + 1) C per look, with the attention's own, or what {@link
   * CoordinateAttention} has per look and (C + 1) C; output (C + 1) K.
   */
  public long parameterCount() {
    long count = (long) vocabularySize * embeddingSize;
    for (int layer = 0; layer < layers; layer++) {
      long inputs = layer == 0 ? embeddingSize : (long) units * directions();
      count += directions() * (inputs + units + 1) * GATES * units;
    }
    count += (stateSize() + 1L) * commonSize + (commonSize + 1L) * answers;
    if (image == ImageUse.NONE) {
      return count;
    }
    if (image == ImageUse.PLACES) {
      return count
          + 2L * memorySize
          + (commonSize + 1L) * commonSize
          + looks * CoordinateAttention.parameterCount(memorySize, commonSize);
    }
    count += 2L * memorySize + looks * (memorySize + 1L) * commonSize;
    return attention == null
        ? count
        : count + looks * attention.parameterCount(memorySize, commonSize);
  }
}
