package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
  @TempDir Path folder;

  private Path zip(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entry.getBytes());
        out.closeEntry();
      }
    }
    return file;
  }

  @Test
  void aFolderGivesFilesByPathAndByLastPart() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/a.jpg"), "a");
    Files.writeString(folder.resolve("b.jpg"), "b");
    try (ImageSource images = ImageSource.open(folder)) {
      assertArrayEquals("a".getBytes(), images.read("sub/a.jpg"));
      assertArrayEquals("b".getBytes(), images.read("val2014/b.jpg"));
      assertFalse(images.contains("a.jpg"));
      assertFalse(images.contains(""));
      assertFalse(images.contains("sub"));
      assertEquals(List.of("b.jpg", "sub/a.jpg"), images.names());
      assertEquals(folder + "/b.jpg", images.describe("val2014/b.jpg"));
      assertTrue(
          assertThrows(NoSuchFileException.class, () -> images.read("c.jpg"))
              .getMessage()
              .contains(folder + "/c.jpg"));
    }
  }

  @Test
  void namesDoNotLeadOutOfTheFolder() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Path secret = Files.writeString(folder.resolve("secret.txt"), "x");
    try (ImageSource images = ImageSource.open(folder.resolve("in"))) {
      assertFalse(images.contains("../secret.txt"));
      assertFalse(images.contains(secret.toString()));
      assertFalse(images.contains("nul\0byte"));
    }
  }

  @Test
  void aZipGivesEntriesByPathAndByLastPart() throws IOException {
    Path file = zip("i.zip", "images/a.jpg", "images/sub/b.jpg");
    try (ImageSource images = ImageSource.open(file)) {
      assertArrayEquals("images/a.jpg".getBytes(), images.read("a.jpg"));
      assertArrayEquals("images/a.jpg".getBytes(), images.read("train2014/a.jpg"));
      assertArrayEquals("images/sub/b.jpg".getBytes(), images.read("sub/b.jpg"));
      assertEquals(file + "!images/a.jpg", images.describe("a.jpg"));
      assertEquals(file + "!c.jpg", images.describe("c.jpg"));
      assertThrows(NoSuchFileException.class, () -> images.read("c.jpg"));
      assertEquals(List.of("images/a.jpg", "images/sub/b.jpg"), images.names());
    }
  }

  @Test
  void aNameThatMeansTwoEntriesIsRefusedButItsPathIsNot() throws IOException {
    Path file = zip("i.zip", "x/a.jpg", "deep/y/a.jpg", "deep/x/a.jpg");
    try (ImageSource images = ImageSource.open(file)) {
      assertTrue(images.contains("a.jpg"));
      assertTrue(
          assertThrows(IOException.class, () -> images.read("a.jpg"))
              .getMessage()
              .contains("not unique"));
      assertArrayEquals("x/a.jpg".getBytes(), images.read("x/a.jpg"));
      assertArrayEquals("deep/y/a.jpg".getBytes(), images.read("y/a.jpg"));
    }
  }

  @Test
  void manyZipsAreOneSource() throws IOException {
    try (ImageSource images =
        new ZipImages(List.of(zip("1.zip", "a.jpg"), zip("2.zip", "images/b.jpg")))) {
      assertTrue(images.contains("a.jpg"));
      assertArrayEquals("images/b.jpg".getBytes(), images.read("b.jpg"));
      assertTrue(images.describe("c.jpg").contains("1.zip"));
    }
  }

  @Test
  void zipsAreReadByManyThreadsAtOnce() throws IOException {
    String[] names = IntStream.range(0, 50).mapToObj(i -> i + ".jpg").toArray(String[]::new);
    try (ImageSource images = ImageSource.open(zip("i.zip", names))) {
      IntStream.range(0, 2000)
          .parallel()
          .forEach(
              i -> {
                String name = names[i % names.length];
                try {
                  assertArrayEquals(name.getBytes(), images.read(name));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  @Test
  void aBackslashIsASeparatorWhereTheNameWithItIsNotFound() throws IOException {
    Files.createDirectories(folder.resolve("i/photos"));
    Files.writeString(folder.resolve("i/photos/1.jpg"), "one");
    Files.writeString(folder.resolve("i/a\\b.jpg"), "odd");
    try (ImageSource images = ImageSource.open(folder.resolve("i"))) {
      assertArrayEquals("one".getBytes(), images.read("photos\\1.jpg"));
      assertArrayEquals("one".getBytes(), images.read("photos\\..\\photos/1.jpg"));
      assertArrayEquals("odd".getBytes(), images.read("a\\b.jpg"));
      assertFalse(images.contains("..\\..\\etc\\passwd"));
    }
    try (ImageSource images = ImageSource.open(zip("w.zip", "photos\\1.jpg", "other\\1.jpg"))) {
      for (String name : List.of("photos/1.jpg", "photos\\1.jpg")) {
        assertArrayEquals("photos\\1.jpg".getBytes(), images.read(name));
      }
    }
  }

  @Test
  void saysWhyAZipCannotBeReadAndWhatToDo() throws IOException {
    byte[] whole = Files.readAllBytes(zip("whole.zip", "a.jpg", "b.jpg"));
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "cut off", "get it again");
    assertRefused(new byte[0], "the file is 0 bytes");
    assertRefused("Rar!..".getBytes(), "another kind of archive", "unpack it");
    byte[] encrypted = whole.clone();
    for (int i = 0; i < whole.length - 8; i++) {
      if (whole[i] == 'P' && whole[i + 1] == 'K' && whole[i + 2] == 1 && whole[i + 3] == 2) {
        encrypted[i + 8] |= 1; // the flag of the list of entries
      }
    }
    assertRefused(encrypted, "encrypted", "unpack it");
  }

  private void assertRefused(byte[] content, String... parts) throws IOException {
    Path file = Files.write(folder.resolve("bad.zip"), content);
    String said = assertThrows(IOException.class, () -> ImageSource.open(file)).getMessage();
    assertTrue(said.startsWith(file + ": "), said);
    for (String part : parts) {
      assertTrue(said.contains(part), said);
    }
  }

  @Test
  void readsAZipWhoseNamesAreNotUtf8() throws IOException {
    Path file = folder.resolve("dos.zip");
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(file), Charset.forName("ISO-8859-1"))) {
      out.putNextEntry(new ZipEntry("caf\u00e9.jpg"));
      out.write("x".getBytes());
    }
    try (ImageSource images = ImageSource.open(file)) {
      assertArrayEquals("x".getBytes(), images.read(images.names().get(0)));
    }
  }

  @Test
  void aClosedSourceIsNotRead() throws IOException {
    ImageSource images = ImageSource.open(zip("i.zip", "a.jpg"));
    images.close();
    images.close();
    assertTrue(
        assertThrows(IllegalStateException.class, () -> images.read("a.jpg"))
            .getMessage()
            .contains("closed"));
  }

  @Test
  void refusesWhatIsNeitherFolderNorZip() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no zip");
    assertTrue(
        assertThrows(IOException.class, () -> ImageSource.open(text))
            .getMessage()
            .contains("a.txt: not a zip; name a zip or a folder of images"));
    assertTrue(
        assertThrows(NoSuchFileException.class, () -> ImageSource.open(folder.resolve("absent")))
            .getMessage()
            .contains("a folder of images or a .zip was expected here"));
  }

  @Test
  void readsNoMoreThanTheBound() throws IOException {
    assertEquals(
        8, DirectoryImages.bounded(new ByteArrayInputStream(new byte[8]), "a.jpg", 8).length);
    assertTrue(
        assertThrows(
                IOException.class,
                () -> DirectoryImages.bounded(new ByteArrayInputStream(new byte[9]), "a.jpg", 8))
            .getMessage()
            .contains("a.jpg: larger than 8 bytes"));
  }
}
