package org.showtell.app.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the program may take, beside what the machine, or the container, has. */
public final class MemoryCheck implements Check {
  private static final long MIB = 1L << 20;

  /** The starter model in use, with Java around it. */
  private static final long NEEDED = 1024 * MIB;

  @Override
  public List<Finding> findings() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long total = system.getTotalMemorySize();
    long free = Math.max(system.getFreeMemorySize(), available());
    return List.of(limits(), machine(total, free));
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
