package org.showtell.encoder.preset;

/**
 * The order of a pixel's three numbers. A network fed the other order still runs, only worse:
 * nothing would tell.
 */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,
  /** Blue, green, red, as the weights that come from Caffe expect. */
  BGR
}
