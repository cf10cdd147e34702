package org.showtell.decoder;

/** What a decoder remembers of each row between steps: an immutable value that a beam may fork. */
public interface DecoderState {

  /** R, number of rows. */
  int rows();

  /**
   * A state whose row i is this one's row {@code rows[i]}; a row may be taken several times or not
   * at all.
   */
  DecoderState select(int[] rows);
}
