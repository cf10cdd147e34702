package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.encoder.file.AtomicFile;

/** What becomes of a photo as it was before a caption was written into it. */
public enum Backup {
  /** It stays beside the new one as {@code photo.jpg.bak}. */
  KEEP,
  /** It is gone. */
  NONE;

  private static final int MOST = 1000;

  /** Keeps a photo where that is wanted; an older backup stays, and the next gets a number. */
  void keep(Path photo) throws IOException {
    if (this == NONE) {
      return;
    }
    for (int number = 1; number <= MOST; number++) {
      String ending = number == 1 ? ".bak" : ".bak" + number;
      Path place = photo.resolveSibling(photo.getFileName() + ending);
      try {
        place(photo, place);
        return;
      } catch (FileAlreadyExistsException e) {
        // A run that was killed behind its backup is done again: one backup is enough.
        if (Files.isRegularFile(place) && Files.mismatch(photo, place) < 0) {
          return;
        }
      }
    }
    throw new IOException("it has " + MOST + " backups; remove some");
  }

  // A second name for the old file, which then loses its first: no byte is copied, and the backup
  // has the times and owner of the photo.
  private static void place(Path photo, Path place) throws IOException {
    try {
      Files.createLink(place, photo);
      return;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without links
    }
    try (AtomicFile copy = AtomicFile.copyOf(photo, place)) {
      copy.place();
    }
  }
}
