package org.showtell.decoder.training;

import java.util.SplittableRandom;

/**
 * A generator for each place of a run, derived from the run's seed: a resumed run needs to know
 * where it is, not what its generator had drawn.
 */
final class Seeds {
  private Seeds() {}

  static SplittableRandom generator(long seed, int epoch, int batch) {
    long place = seed * 0x9E3779B97F4A7C15L + epoch * 0xBF58476D1CE4E5B9L + batch;
    return new SplittableRandom(new SplittableRandom(place).nextLong());
  }
}
