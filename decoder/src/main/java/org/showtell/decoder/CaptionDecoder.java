package org.showtell.decoder;

/**
 * The single contract of generation: features to a first state, a token and a state to the next
 * log-probabilities and state. Search, sampling, attention capture, video and evaluation are built
 * on it.
 *
 * <p>State holds rows; a step advances all rows at once. At first there is one row per photo; a
 * search selects rows from it, several of a photo or none.
 */
public interface CaptionDecoder {

  /** V: how many log-probabilities a row has. */
  int vocabularySize();

  /**
   * The state before START is read.
   *
   * @param memory features of B photos
   * @return a state of B rows
   * @throws IllegalArgumentException if the features' size is not the one the decoder was trained
   *     with
   */
  DecoderState initialState(VisualMemory memory);

  /**
   * Reads one token per row.
   *
   * @param tokens [R]
   * @param state R rows, unchanged
   */
  DecoderStep step(int[] tokens, DecoderState state);
}
