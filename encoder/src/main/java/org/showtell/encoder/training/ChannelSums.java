package org.showtell.encoder.training;

/**
 * Two sums for each channel over all pixels of a map.
 *
 * @param first [C]
 * @param second [C]
 */
record ChannelSums(double[] first, double[] second) {
  /** Adds up photo by photo, in their order: the same sums whatever threads did the photos. */
  static ChannelSums total(ChannelSums[] photos) {
    int channels = photos[0].first.length;
    ChannelSums total = new ChannelSums(new double[channels], new double[channels]);
    for (ChannelSums photo : photos) {
      for (int c = 0; c < channels; c++) {
        total.first[c] += photo.first[c];
        total.second[c] += photo.second[c];
      }
    }
    return total;
  }
}
