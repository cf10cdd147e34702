package org.showtell.app.cli.terminal;

import java.util.Map;

/**
 * How much memory the engine may take outside of Java's heap. Its own rule makes that depend on the
 * heap, which is small here because the photos and weights are not in it.
 */
public final class NativeMemory {
  private static final Map<String, String> LIMITS =
      Map.of(
          "org.bytedeco.javacpp.maxbytes", "4g",
          "org.bytedeco.javacpp.maxphysicalbytes", "8g");

  private NativeMemory() {}

  /** Sets the limits that the launcher or the user has not; before the engine is loaded. */
  public static void limit() {
    LIMITS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
