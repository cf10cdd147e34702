package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What a processor can do, as far as the system tells.
 *
 * @param name its name; empty where it is not known
 * @param features names of instruction sets in lower case, such as {@code avx2}; empty where they
 *     are not known
 */
record ProcessorFacts(String name, Set<String> features) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final long PATIENCE_SECONDS = 10;

  ProcessorFacts {
    features = Set.copyOf(features);
  }

  /** Those of this machine: from Linux's own list, or from macOS's {@code sysctl}. */
  static ProcessorFacts ofMachine() {
    if (Files.isReadable(CPUINFO)) {
      try {
        return parse(Files.readAllLines(CPUINFO, StandardCharsets.UTF_8));
      } catch (IOException e) {
        return new ProcessorFacts("", Set.of());
      }
    }
    return printed("sysctl", "machdep.cpu", "hw.optional")
        .map(ProcessorFacts::parse)
        .orElse(new ProcessorFacts("", Set.of()));
  }

  /** Reads {@code flags : fpu vme ...} of Linux and {@code hw.optional.avx2_0: 1} of macOS. */
  static ProcessorFacts parse(List<String> lines) {
    String name = "";
    Set<String> features = new TreeSet<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      switch (key) {
        case "model name", "machdep.cpu.brand_string" -> name = name.isEmpty() ? value : name;
        case "flags", "Features" ->
            features.addAll(List.of(value.toLowerCase(Locale.ROOT).split("\\s+")));
        default -> optional(key, value).ifPresent(features::add);
      }
    }
    return new ProcessorFacts(name, features);
  }

  private static Optional<String> optional(String key, String value) {
    return key.startsWith("hw.optional.") && value.equals("1")
        ? Optional.of(key.substring("hw.optional.".length()).replaceFirst("_0$", ""))
        : Optional.empty();
  }

  /**
   * What another program of the system prints; empty where it is not installed, fails, or does not
   * answer in time. The output must fit into a pipe.
   */
  static Optional<List<String>> printed(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(text.lines().toList()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  boolean isKnown() {
    return !features.isEmpty();
  }

  boolean has(String feature) {
    return features.contains(feature);
  }
}
