package org.showtell.encoder.training;

/**
 * A straight line for each channel: {@code slope[c] * x + intercept[c]}.
 *
 * @param slope [C]
 * @param intercept [C]
 */
record ChannelLine(double[] slope, double[] intercept) {}
