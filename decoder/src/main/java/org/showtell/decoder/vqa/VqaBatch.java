package org.showtell.decoder.vqa;

import java.util.List;
import org.showtell.nn.Check;

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
    Check.that(!questions.isEmpty(), "There must be questions", "none");
    Check.atLeast("positions", positions, 1);
  }

  /** B. */
  public int rows() {
    return questions.size();
  }
}
