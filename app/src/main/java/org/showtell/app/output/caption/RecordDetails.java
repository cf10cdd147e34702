package org.showtell.app.output.caption;

/**
 * What records say beside the captions, because the user asked for it.
 *
 * @param words whether each caption has its words and where the model looked for them
 * @param keywords whether each photo has its keywords
 */
public record RecordDetails(boolean words, boolean keywords) {
  /** Captions only. */
  public static final RecordDetails NONE = new RecordDetails(false, false);
}
