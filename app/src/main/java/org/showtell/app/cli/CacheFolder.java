package org.showtell.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.showtell.app.model.EncoderWeights;

/** Where features and downloaded weights are kept between runs. */
final class CacheFolder {
  private CacheFolder() {}

  /**
   * {@code SHOWTELL_CACHE}, else {@code $XDG_CACHE_HOME/showtell}, else {@code ~/.cache/showtell}.
   */
  static Path of(Map<String, String> environment) {
    String own = environment.getOrDefault("SHOWTELL_CACHE", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    String base = environment.getOrDefault("XDG_CACHE_HOME", "");
    return base.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "showtell")
        : Path.of(base, "showtell");
  }

  /** Where weights are looked for that do not ship with the program. */
  static EncoderWeights encoderWeights(Map<String, String> environment) {
    return EncoderWeights.in(of(environment));
  }
}
