package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.showtell.encoder.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder must be before features are written into it: nobody else's, empty or a store, on a
 * disk with space.
 */
final class StoreFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
  private static final String LOCK_FILE = "lock";

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
        folder
            + ": only one may write to a feature store, but another is at it; wait for it or name another folder");
  }

  /** Refuses a folder that holds something else. */
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
            folder + ": a new feature store needs an empty folder, but it holds " + others);
      }
    }
  }

  /**
   * Says how much will be written and refuses if the disk has less.
   *
   * @param photos how many are still to come
   * @param bytes what they need
   */
  static void requireSpace(Path folder, long photos, long bytes) throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    LOG.info("{}: {} photos to come, {}; {} free", folder, photos, size(bytes), size(usable));
    if (bytes > usable) {
      throw new FeatureStoreException(
          String.format(
              "%s: features of %s more photos need %s, but the disk has %s free; free some "
                  + "space, name a folder on another disk, or store vectors instead of grids",
              folder, photos, size(bytes), size(usable)));
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
