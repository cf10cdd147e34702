package org.showtell.app.cli.terminal;

import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.CaptionerFactory;

/**
 * What every command is given.
 *
 * @param surroundings of the process
 * @param terminal over its streams
 * @param captioners loads models that caption
 */
public record CommandContext(
    Environment surroundings, Terminal terminal, CaptionerFactory captioners) {
  /** Where weights are looked for that do not ship with the program. */
  public EncoderWeights encoderWeights() {
    return CacheFolder.encoderWeights(surroundings.environment());
  }
}
