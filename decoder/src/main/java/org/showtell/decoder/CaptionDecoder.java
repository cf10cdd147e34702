package org.showtell.decoder;

/**
 * The single contract of generation: features to a first state, a token and a state to the next
 * log-probabilities and state. Search, sampling, attention capture, video and evaluation are built
 * on it.
 *
 * <p>State holds rows; a step advances all rows at once. At first there is one row per image; a
 * search selects rows from it, several of an image or none.
 */
public interface CaptionDecoder {

  /** V: how many log-probabilities a row has. */
  int vocabularySize();

  /**
   * The state before START is read.
   *
   * @param memory features of B images
   * @return a state of B rows
   * @throws IllegalArgumentException if the features' size is not the one the decoder was trained
   *     with
   */
  State initialState(VisualMemory memory);

  /**
   * Reads one token per row.
   *
   * @param tokens [R]
   * @param state R rows, unchanged
   */
  Step step(int[] tokens, State state);

  /**
   * What a decoder remembers of each row between steps: an immutable value that a beam may fork.
   */
  interface State {

    /** R, number of rows. */
    int rows();

    /**
     * A state whose row i is this one's row {@code rows[i]}; a row may be taken several times or
     * not at all.
     */
    State select(int[] rows);
  }

  /**
   * What reading one token per row gave.
   *
   * @param logProbs [R, V] row by row: log-probability of each next token
   * @param attention [R, L] row by row: where the row attended for the next token; null for a
   *     decoder without attention
   * @param state the next state, R rows
   */
  record Step(float[] logProbs, float[] attention, State state) {

    /** A step of a decoder without attention. */
    public Step(float[] logProbs, State state) {
      this(logProbs, null, state);
    }
  }
}
