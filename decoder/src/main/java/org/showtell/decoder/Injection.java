package org.showtell.decoder;

/** How the image vector v enters the recurrent cell. */
public enum Injection {
  /** As the term W_ih v of every step's pre-activations (Karpathy and Fei-Fei 2015; LRCN). */
  EVERY_STEP,
  /** As one input before START, projected to the embedding's size (Vinyals et al. 2015, eq. 10). */
  FIRST_INPUT,
  /**
   * As the initial state, through one tanh layer per state array (Xu et al. 2015, section 3.1.2).
   */
  INITIAL_STATE,
  /** Both as the initial state and at every step. */
  EVERY_STEP_AND_STATE,
  /**
   * Beside the cell: word, hidden state and image meet in a layer before the softmax (Mao et al.
   * 2015, section 3.2).
   */
  MERGE;

  /** Whether W_ih v is added at every step. */
  public boolean everyStep() {
    return this == EVERY_STEP || this == EVERY_STEP_AND_STATE;
  }

  /** Whether the initial state is computed from v. */
  public boolean initialState() {
    return this == INITIAL_STATE || this == EVERY_STEP_AND_STATE;
  }
}
