package org.showtell.app.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  /** Where downloaded encoder weights are searched. */
  public EncoderWeights encoderWeights() {
    return EncoderWeights.in(surroundings.cacheFolder());
  }

  /**
   * Where image features are kept between runs.
   *
   * @param chosen by the user; null for the cache folder
   */
  public Path features(Path chosen) {
    return chosen == null ? surroundings.cacheFolder().resolve("features") : chosen;
  }

  /** Writes data to stdout. */
  public void print(String text) throws IOException {
    terminal.data().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
