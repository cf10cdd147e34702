package org.showtell.decoder;

/**
 * What reading one token per row gave.
 *
 * @param logProbs [R, V] row by row: log-probability of each next token
 * @param attention [R, L] row by row: where the next token was looked for; null for a decoder
 *     without attention
 * @param state the next state, R rows
 */
public record DecoderStep(float[] logProbs, float[] attention, DecoderState state) {

  /** A step of a decoder without attention. */
  public DecoderStep(float[] logProbs, DecoderState state) {
    this(logProbs, null, state);
  }
}
