package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.file.AtomicFile;

/**
 * The text file that says what a store holds: {@code name = value} lines, the format's version
 * first.
 */
final class StoreDescription {
  static final String FILE = "store.txt";

  /** What a crash may leave of it. */
  private static final String VERSION = "1";

  private static final int MAX_BYTES = 1 << 16;

  private StoreDescription() {}

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Written to a temporary name and moved, so that it is there whole or not at all. */
  static void write(Path folder, FeatureStoreKey key) throws IOException {
    StringBuilder text = new StringBuilder("format = ").append(VERSION).append('\n');
    key.fields()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(FILE), content, true);
  }

  /** Refuses a store of other features; the message names the first field that differs. */
  static void requireMatch(Path folder, FeatureStoreKey key) throws IOException {
    Map<String, String> stored = read(folder);
    if (!VERSION.equals(stored.get("format"))) {
      throw new FeatureStoreException(
          "%s: the store's format must be %s, but is %s; delete the folder to have it made anew"
              .formatted(folder, VERSION, stored.get("format")));
    }
    for (Map.Entry<String, String> wanted : key.fields().entrySet()) {
      String found = stored.get(wanted.getKey());
      if (!wanted.getValue().equals(found)) {
        throw new FeatureStoreException(
            String.format(
                "%s: the stored features have %s '%s', but '%s' is wanted; name another folder, "
                    + "or delete this one to have it made anew",
                folder, wanted.getKey(), found, wanted.getValue()));
      }
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.size(file) > MAX_BYTES) {
      throw new FeatureStoreException(
          file + ": must be a short text, but has " + Files.size(file) + " bytes");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    for (String line : lines) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        fields.put(line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return fields;
  }
}
