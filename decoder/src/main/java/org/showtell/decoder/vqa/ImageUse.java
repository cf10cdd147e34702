package org.showtell.decoder.vqa;

/** What an answering network sees of the image. */
public enum ImageUse {
  /** Nothing: the blind control, which shows how much of an accuracy is the questions' own. */
  NONE,
  /**
   * One vector, of length 1, times the question (Agrawal et al. 2015, "deeper LSTM Q + norm I").
   */
  VECTOR,
  /** The same with the scores of detected words behind the image's own features. */
  WORDS,
  /** The grid, at which the question looks once or more (Zhu et al. 2016; Yang et al. 2016). */
  GRID,
  /**
   * The grid as places that are attended to and counted, for an encoder that is trained with the
   * network: see {@link AttendingImagePass}.
   */
  PLACES;

  /** Whether it is the grid that is seen, and a map can say where. */
  public boolean looks() {
    return this == GRID || this == PLACES;
  }
}
