package org.showtell.app.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The Java that runs: its version, which file names it can open, and its memory. */
final class JavaCheck {
  private static final long MIB = 1L << 20;

  /** The starter model in use, with Java around it. */
  private static final long NEEDED = 1024 * MIB;

  private JavaCheck() {}

  static List<Finding> findings() {
    String java =
        "%s, %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
    return List.of(
        Finding.good("Java", java), fileNames(System.getProperty("sun.jnu.encoding", "unknown")));
  }

  static Finding fileNames(String encoding) {
    return encoding.equalsIgnoreCase("UTF-8")
        ? Finding.good("file names", "all (" + encoding + ")")
        : Finding.missing(
            "file names",
            "only those that " + encoding + " can write; others cannot be opened",
            "start with ./showtell, or set LC_ALL=C.UTF-8");
  }

  /** The process's limits, and the memory of the machine or container. */
  static List<Finding> memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long free = Math.max(system.getFreeMemorySize(), available());
    return List.of(limits(), machine(system.getTotalMemorySize(), free));
  }

  private static Finding limits() {
    return Finding.good(
        "limits",
        String.format(
            Locale.ROOT,
            "heap %s, engine %s, process %s; SHOWTELL_JAVA_OPTS changes them",
            size(Runtime.getRuntime().maxMemory()),
            System.getProperty("org.bytedeco.javacpp.maxbytes", "as the heap"),
            System.getProperty("org.bytedeco.javacpp.maxphysicalbytes", "4 times the heap")));
  }

  static Finding machine(long total, long free) {
    String text = size(total) + ", " + size(free) + " free";
    return free >= NEEDED
        ? Finding.good("memory", text)
        : Finding.note(
            "memory", text + ": little", "close other programs, or use --batch-size 1 --threads 1");
  }

  // "Free" leaves out what the system only caches; Linux knows better.
  private static long available() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static String size(long bytes) {
    return bytes < 1024 * MIB
        ? bytes / MIB + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (1024.0 * MIB));
  }
}
