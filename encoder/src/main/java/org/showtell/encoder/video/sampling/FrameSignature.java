package org.showtell.encoder.video.sampling;

import org.showtell.encoder.image.RgbImage;

/**
 * What the search for shots keeps of a frame.
 *
 * @param micros when it is shown
 * @param histogram its colours: what changes little while a camera moves
 * @param thumbnail its places: what tells a mixture of two pictures from a third one
 */
record FrameSignature(long micros, ColourHistogram histogram, Thumbnail thumbnail) {
  static FrameSignature of(RgbImage rough, long micros) {
    return new FrameSignature(micros, new ColourHistogram(rough), new Thumbnail(rough));
  }

  /** How much of the picture is of another shade than in another one, 0 to 1. */
  double shadesApart(FrameSignature other) {
    return histogram.distance(other.histogram);
  }

  /** How far the two pictures are apart, place by place, in shades of 255. */
  double placesApart(FrameSignature other) {
    return thumbnail.distance(other.thumbnail);
  }
}
