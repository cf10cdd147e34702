package org.showtell.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real data that lies beside the checkout; tests that need it skip where it is absent.
 */
public final class SharedData {
  private SharedData() {}

  /**
   * @param relative a file or folder below {@code data}
   * @return its path; where it is absent the running test is skipped
   */
  public static Path require(String relative) {
    Path data = data();
    Assumptions.assumeTrue(
        data != null && Files.exists(data.resolve(relative)),
        () ->
            "needs "
                + relative
                + " in a folder shared/data beside the checkout (or -Dshowtell.shared=DIR)");
    return data.resolve(relative);
  }

  private static Path data() {
    String told = System.getProperty("showtell.shared", System.getenv("SHOWTELL_SHARED"));
    if (told != null) {
      return Path.of(told).resolve("data");
    }
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve("shared/data"))) {
        return p.resolve("shared/data");
      }
    }
    return null;
  }
}
