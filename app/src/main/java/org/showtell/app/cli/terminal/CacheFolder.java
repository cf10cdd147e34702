package org.showtell.app.cli.terminal;

import java.nio.file.Path;
import java.util.Map;
import org.showtell.app.bundle.EncoderWeights;

/** Where features and downloaded weights are kept between runs. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * {@code SHOWTELL_CACHE}, else {@code $XDG_CACHE_HOME/showtell}, else {@code ~/.cache/showtell}.
   */
  public static Path of(Map<String, String> environment) {
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
  public static EncoderWeights encoderWeights(Map<String, String> environment) {
    return EncoderWeights.in(of(environment));
  }
}
