package org.showtell.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a read takes outside of Java's heap too, where Linux tells: the largest resident size since
 * {@link #start}.
 */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path PEAK = Path.of("/proc/self/clear_refs");
  private static final String RESET = "5"; // see proc(5)

  private final boolean known = Files.isReadable(STATUS) && Files.isWritable(PEAK);
  private long before;

  void start() throws IOException {
    if (known) {
      Files.writeString(PEAK, RESET);
      before = bytes("VmRSS:");
    }
  }

  /** The bytes by which the process has grown at most; 0 where nobody tells. */
  long growth() throws IOException {
    return known ? bytes("VmHWM:") - before : 0;
  }

  private static long bytes(String name) throws IOException {
    String line =
        Files.readAllLines(STATUS).stream().filter(l -> l.startsWith(name)).findFirst().orElse("");
    String kibibytes = line.replaceAll("\\D", "");
    return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) << 10;
  }
}
