package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoStoreTest {
  @TempDir private Path folder;

  private static byte[] photo(int value) {
    byte[] rgb = new byte[2 * 2 * 3];
    java.util.Arrays.fill(rgb, (byte) value);
    return rgb;
  }

  @Test
  void photosComeBackInAnyOrder() throws IOException {
    Path file = folder.resolve("photos");
    try (PhotoStore.Writer writer = new PhotoStore.Writer(file, 2)) {
      writer.add(photo(1));
      writer.add(photo(200));
      assertFalse(Files.exists(file));
      assertThrows(IllegalArgumentException.class, () -> writer.add(new byte[5]));
      writer.finish();
    }
    try (PhotoStore store = PhotoStore.open(file, 2)) {
      assertEquals(2, store.count());
      assertArrayEquals(photo(200), store.read(1));
      assertArrayEquals(photo(1), store.read(0));
      assertThrows(IOException.class, () -> store.read(2));
    }
  }

  @Test
  void aStoreThatIsNotFinishedLeavesNothing() throws IOException {
    try (PhotoStore.Writer writer = new PhotoStore.Writer(folder.resolve("photos"), 2)) {
      writer.add(photo(1));
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aStoreOfAnotherSizeIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("photos"), new byte[13]);
    assertThrows(IOException.class, () -> PhotoStore.open(file, 2));
  }
}
