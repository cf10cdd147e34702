package org.showtell.app.cli.doctor;

import java.util.List;

/** The Java that runs, and whether it can name files that are not in ASCII. */
public final class JavaCheck implements Check {
  @Override
  public List<Finding> findings() {
    return List.of(java(), fileNames(System.getProperty("sun.jnu.encoding", "unknown")));
  }

  private static Finding java() {
    String text =
        Runtime.version()
            + ", "
            + System.getProperty("java.vendor")
            + ", "
            + System.getProperty("java.home");
    return Finding.good("Java", text);
  }

  static Finding fileNames(String encoding) {
    return encoding.equalsIgnoreCase("UTF-8")
        ? Finding.good("file names", "all (" + encoding + ")")
        : Finding.missing(
            "file names",
            "only those that " + encoding + " can write; others cannot be opened",
            "start with ./showtell, or set LC_ALL=C.UTF-8");
  }
}
