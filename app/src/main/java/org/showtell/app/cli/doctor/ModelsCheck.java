package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;

/** The models that ship, read and checked, and the folder where others are kept. */
public final class ModelsCheck implements Check {
  private final Path cache;

  /**
   * @param cache where features and downloaded weights are kept
   */
  public ModelsCheck(Path cache) {
    this.cache = cache;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (String name : ModelCatalog.shipped()) {
      findings.add(model(name));
    }
    findings.add(cacheFolder(cache));
    return findings;
  }

  private static Finding model(String name) {
    try {
      ModelBundle bundle = ModelCatalog.open(name);
      return Finding.good(
          "model", name + ": whole, encoder " + bundle.manifest().encoder().preset());
    } catch (IOException e) {
      return Finding.missing("model", name + ": " + e.getMessage(), "or name another with -m FILE");
    }
  }

  static Finding cacheFolder(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.note(
          "cache",
          folder + ": cannot be written",
          "name another folder with SHOWTELL_CACHE; captions do not need it");
    }
    return Finding.good("cache", folder + (Files.exists(folder) ? "" : " (created when needed)"));
  }
}
