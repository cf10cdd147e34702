package org.showtell.decoder.vqa;

import java.util.List;

/**
 * Questions about images.
 *
 * @param questions words of each, with PAD before the first or none; B of them
 * @param positions L, 1 for image vectors
 * @param memory [B*L*D], the features of each question's image; empty for a blind network
 */
public record VqaBatch(List<int[]> questions, int positions, float[] memory) {
  /** Checks that there is a question. */
  public VqaBatch {
    questions = List.copyOf(questions);
    if (questions.isEmpty() || positions < 1) {
      throw new IllegalArgumentException(
          "Expected questions about features of at least 1 position but got "
              + questions.size()
              + " and "
              + positions);
    }
  }

  /** B. */
  public int rows() {
    return questions.size();
  }
}
