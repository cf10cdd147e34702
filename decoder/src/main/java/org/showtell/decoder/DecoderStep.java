package org.showtell.decoder;

/**
 * What reading one token per row gave.
 *
 * @param logProbs [R, V] row by row: log-probability of each next token
 * @param state the next state, R rows
 */
public record DecoderStep(float[] logProbs, DecoderState state) {}
