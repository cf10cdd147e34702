package org.showtell.app.cli;

import org.showtell.app.model.EncoderWeights;
import org.showtell.app.pipeline.CaptionerFactory;

/**
 * What every command is given.
 *
 * @param surroundings of the process
 * @param terminal over its streams
 * @param captioners loads models that caption
 */
record CommandContext(Surroundings surroundings, Terminal terminal, CaptionerFactory captioners) {
  /** Where weights are looked for that do not ship with the program. */
  EncoderWeights encoderWeights() {
    return CacheFolder.encoderWeights(surroundings.environment());
  }
}
