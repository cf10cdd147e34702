package org.showtell.encoder.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  /** In a container every run has the same process number, and its counter begins again. */
  @Test
  void aFileThatAKilledRunHasLeftIsNotInTheWay() throws IOException {
    Path target = folder.resolve("a.txt");
    Path next;
    try (AtomicFile file = new AtomicFile(target)) {
      next = following(file.beside());
    }
    Files.writeString(next, "half of another file");
    AtomicFile.write(target, new byte[] {'w', 'h', 'o', 'l', 'e'}, false);
    assertEquals("whole", Files.readString(target));
    assertEquals("half of another file", Files.readString(next));
  }

  private static Path following(Path beside) {
    String name = beside.getFileName().toString();
    int start = name.lastIndexOf('-') + 1;
    int end = name.lastIndexOf('.');
    long number = Long.parseLong(name.substring(start, end)) + 1;
    return beside.resolveSibling(name.substring(0, start) + number + name.substring(end));
  }

  @Test
  void aFailureNamesTheFileThatIsToCome() {
    Path target = folder.resolve("none/a.txt");
    NoSuchFileException missing =
        assertThrows(NoSuchFileException.class, () -> new AtomicFile(target));
    assertEquals(target.toString(), missing.getFile());
  }

  @Test
  void aCopyBeginsEmptyWithTheOthersPermissions() throws IOException {
    Path target = Files.writeString(folder.resolve("a.jpg"), "old");
    assumeTrue(Files.getFileStore(target).supportsFileAttributeView("posix"), "no permissions");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw---x"));
    try (AtomicFile copy = AtomicFile.copyOf(target, target)) {
      assertEquals(0, Files.size(copy.beside()));
      assertEquals("old", Files.readString(target));
      copy.stream().write('n');
      copy.replace();
    }
    assertEquals("n", Files.readString(target));
    assertEquals("rw-rw---x", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> AtomicFile.isUnfinished(file.getFileName().toString())));
    }
  }
}
