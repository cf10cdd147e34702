package org.showtell.encoder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Finds the project's data, which lie beside the checkout and are not part of it. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of the data; the calling test is skipped where it is absent. */
  public static Path require(String name) {
    Optional<Path> found =
        root().map(root -> root.resolve("data").resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(
        found.isPresent(),
        "shared/data/"
            + name
            + " is not here; set -Dshowtell.shared=FOLDER or SHOWTELL_SHARED to the folder that has it");
    return found.get();
  }

  private static Optional<Path> root() {
    String named = System.getProperty("showtell.shared", System.getenv("SHOWTELL_SHARED"));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("shared/data"))) {
        return Optional.of(folder.resolve("shared"));
      }
    }
    return Optional.empty();
  }
}
