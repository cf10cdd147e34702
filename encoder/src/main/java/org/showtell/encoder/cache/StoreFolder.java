package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.showtell.encoder.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's folder: locked by its writer, empty at first, described by a text file, on a disk with
 * space.
 */
final class StoreFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
  private static final String LOCK_FILE = "lock";

  static final String DESCRIPTION = "store.txt";

  private static final String VERSION = "1";
  private static final int MAX_DESCRIPTION_BYTES = 1 << 16;

  private StoreFolder() {}

  /** Makes the folder and takes its lock, which is held until the channel is closed. */
  static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another store of this very process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new FeatureStoreException(
        folder + ": another is writing to this feature store; wait for it or name another folder");
  }

  static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(LOCK_FILE) && !AtomicFile.isUnfinished(name))
              .sorted()
              .limit(3)
              .toList();
      if (!others.isEmpty()) {
        throw new FeatureStoreException(
            folder + ": a new feature store needs an empty folder, but got " + others);
      }
    }
  }

  /** Logs how much will be written; fails if the disk has less. */
  static void requireSpace(Path folder, long images, long bytes) throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    LOG.info("{}: {} images to come, {}; {} free", folder, images, size(bytes), size(usable));
    if (bytes > usable) {
      throw new FeatureStoreException(
          String.format(
              "%s: features of %s more images need %s, but the disk has %s free; free some "
                  + "space, name a folder on another disk, or store vectors instead of grids",
              folder, images, size(bytes), size(usable)));
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(DESCRIPTION));
  }

  /** Written to a temporary name and moved: whole or not there. */
  static void describe(Path folder, FeatureStoreKey key) throws IOException {
    StringBuilder text = new StringBuilder("format = ").append(VERSION).append('\n');
    key.fields()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(DESCRIPTION), content, true);
  }

  /** Refuses a store of other features; the message names the first field that differs. */
  static void requireMatch(Path folder, FeatureStoreKey key) throws IOException {
    Map<String, String> stored = read(folder);
    if (!VERSION.equals(stored.get("format"))) {
      throw new FeatureStoreException(
          "%s: the store's format must be %s, but got %s; delete the folder to have it rebuilt"
              .formatted(folder, VERSION, stored.get("format")));
    }
    for (Map.Entry<String, String> wanted : key.fields().entrySet()) {
      String found = stored.get(wanted.getKey());
      if (!wanted.getValue().equals(found)) {
        throw new FeatureStoreException(
            String.format(
                "%s: the stored %s must be '%s', but got '%s'; name another folder, "
                    + "or delete this one to have it rebuilt",
                folder, wanted.getKey(), wanted.getValue(), found));
      }
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Path file = folder.resolve(DESCRIPTION);
    if (Files.size(file) > MAX_DESCRIPTION_BYTES) {
      throw new FeatureStoreException(
          file + ": must be a short text, but got " + Files.size(file) + " bytes");
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
