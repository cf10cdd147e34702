package org.showtell.decoder.vqa;

import java.util.Objects;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.nn.Check;

/**
 * The facts of an answering network: enough, with its weights, to build it again.
 *
 * @param question how the question is read
 * @param image what is seen of the image
 * @param commonSize C, where question and image meet
 * @param answers K
 * @param dropout share of elements that training sets to zero, in [0, 1)
 */
public record VqaConfig(
    Question question, Image image, int commonSize, int answers, double dropout) {

  /** The longest question in tokens, as the released code of Agrawal et al. has it. */
  public static final int LONGEST_QUESTION = 26;

  private static final int LIMIT = 1 << 20;
  private static final int MOST_LAYERS = 8;

  /** Checks each value. */
  public VqaConfig {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(image, "image");
    Check.range("commonSize", commonSize, 1, LIMIT);
    Check.range("answers", answers, 2, LIMIT);
    Check.share("dropout", dropout);
  }

  /**
   * The reader of questions.
   *
   * @param vocabularySize V, words of questions, the special tokens included
   * @param embeddingSize E, size of a word's vector
   * @param units U of each layer and direction
   * @param layers how many
   * @param bidirectional whether each layer reads from both ends
   * @param cell of every layer
   */
  public record Question(
      int vocabularySize,
      int embeddingSize,
      int units,
      int layers,
      boolean bidirectional,
      CellType cell) {
    /** Checks each value. */
    public Question {
      Check.range("vocabularySize", vocabularySize, 1, LIMIT);
      Check.range("embeddingSize", embeddingSize, 1, LIMIT);
      Check.range("units", units, 1, LIMIT);
      Check.range("layers", layers, 1, MOST_LAYERS);
      Check.that(
          !cell.addsInput() || embeddingSize == units && (layers == 1 || !bidirectional),
          "embeddingSize must equal the %s units of %s, which adds what it reads to sums over units, and"
                  .formatted(units, cell)
              + " two layers must not read from both ends",
          embeddingSize);
    }

    /** LSTM layers. */
    public Question(
        int vocabularySize, int embeddingSize, int units, int layers, boolean bidirectional) {
      this(vocabularySize, embeddingSize, units, layers, bidirectional, CellType.LSTM);
    }

    int directions() {
      return bidirectional ? 2 : 1;
    }

    /** S: the final state of all layers and directions, side by side. */
    int stateSize() {
      return cell.stateArrays() * units * layers * directions();
    }
  }

  /**
   * What is seen of the image.
   *
   * @param use vector, grid or nothing
   * @param memorySize D, size of the image vector or of a position
   * @param attention how the question attends to the grid; null unless the grid is seen
   * @param looks how often it attends, each time knowing more (Yang et al. 2016, section 3.3)
   */
  public record Image(ImageUse use, int memorySize, AttentionConfig attention, int looks) {
    /** Checks each value. */
    public Image {
      Check.range("memorySize", memorySize, 1, LIMIT);
      Check.range("looks", looks, 1, MOST_LAYERS);
      if (use == null || (use == ImageUse.GRID) != (attention != null)) {
        throw new IllegalArgumentException(
            "attention must be given for the grid, and for nothing else, but got %s and %s"
                .formatted(use, attention));
      }
      Check.that(
          attention == null || attention.gridSize() == 0,
          "gridSize must be 0 for questions, which attend to positions as they are",
          attention == null ? 0 : attention.gridSize());
    }
  }

  /**
   * Number of scalars in the weights, by formula: words V E; per layer and direction what {@link
   * CellType} has, (I + U + 1) 4U of an LSTM, where I is E or what the layer below gives; question
   * (S + 1) C; for an image 2 D for its standardisation and (D + 1) C per look, with the
   * attention's own, or what {@link CoordinateAttention} has per look and (C + 1) C; output (C + 1)
   * K.
   */
  public long parameterCount() {
    int units = question.units;
    long count = (long) question.vocabularySize * question.embeddingSize;
    for (int layer = 0; layer < question.layers; layer++) {
      long inputs = layer == 0 ? question.embeddingSize : (long) units * question.directions();
      count += question.directions() * question.cell.parameterCount(inputs, units);
    }
    count += (question.stateSize() + 1L) * commonSize + (commonSize + 1L) * answers;
    int size = image.memorySize;
    return count
        + switch (image.use) {
          case NONE -> 0;
          case PLACES ->
              2L * size
                  + (commonSize + 1L) * commonSize
                  + image.looks * CoordinateAttention.parameterCount(size, commonSize);
          case VECTOR, WORDS -> 2L * size + image.looks * (size + 1L) * commonSize;
          case GRID ->
              2L * size
                  + image.looks * (size + 1L) * commonSize
                  + image.looks * image.attention.parameterCount(size, commonSize);
        };
  }

  /** All values in one line, as models keep them among their provenance. */
  @Override
  public String toString() {
    return ("VqaConfig[vocabularySize=%s, answers=%s, memorySize=%s, embeddingSize=%s, units=%s,"
            + " layers=%s, bidirectional=%s%s, commonSize=%s, image=%s, attention=%s, looks=%s,"
            + " dropout=%s]")
        .formatted(
            question.vocabularySize,
            answers,
            image.memorySize,
            question.embeddingSize,
            question.units,
            question.layers,
            question.bidirectional,
            question.cell == CellType.LSTM ? "" : ", cell=" + question.cell,
            commonSize,
            image.use,
            image.attention,
            image.looks,
            dropout);
  }
}
