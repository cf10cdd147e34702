package org.showtell.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;

class ImageFolderTest {
  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<CaptionedImage> read() throws IOException {
    try (ImageSource images = ImageSource.open(folder)) {
      return ImageFolder.read(images, leftOut);
    }
  }

  @Test
  void pairsImagesWithTheirTextInNameOrder() throws IOException {
    write("b.JPG", "x");
    write("b.txt", "A boat\n\n Two boats \n");
    write("sub/a.png", "x");
    write("sub/a.png.txt", "An apple");
    write("alone.jpg", "x");
    write("notes.txt", "no image");
    write("._b.jpg", "x");
    write("._b.txt", "resource fork");
    assertEquals(
        List.of(
            new CaptionedImage("b.JPG", "b.JPG", List.of("A boat", "Two boats")),
            new CaptionedImage("sub/a.png", "sub/a.png", List.of("An apple"))),
        read());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesThatAreNotUtf8StayApart() throws IOException {
    for (String name : List.of("x%E8", "x%E9")) {
      for (String ending : List.of(".jpg", ".txt")) {
        Path file = Path.of(URI.create("file:///" + name + ending)).getFileName();
        Files.writeString(folder.resolve(file), name);
      }
    }
    write("x\\xe7.jpg", "x");
    write("x\\xe7.txt", "a name of its own");
    assertEquals(
        List.of(
            new CaptionedImage("x\\x5cxe7.jpg", "x\\x5cxe7.jpg", List.of("a name of its own")),
            new CaptionedImage("x\\xe8.jpg", "x\\xe8.jpg", List.of("x%E8")),
            new CaptionedImage("x\\xe9.jpg", "x\\xe9.jpg", List.of("x%E9"))),
        read());
    try (ImageSource images = ImageSource.open(folder)) {
      assertEquals("x%E9", new String(images.read("x\\xe9.jpg"), StandardCharsets.UTF_8));
      assertTrue(images.contains("x\\xe7.jpg"), "as an annotation file may name it");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatCannotBeReadAndALinkBackCostNothingElse() throws IOException {
    write("a.jpg", "x");
    write("a.txt", "one");
    Files.createSymbolicLink(folder.resolve("back"), folder);
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    assertEquals(List.of(new CaptionedImage("a.jpg", "a.jpg", List.of("one"))), read());
    String notes = String.join("\n", leftOut.notes("f"));
    if (!Files.isReadable(closed)) { // by this user, who may read everything
      assertTrue(notes.contains("folders left out (cannot be read): back, closed"), notes);
    }
  }

  @Test
  void readsExtensionsInAnyCaseAndCaptionFiles() throws IOException {
    write("A.JPG", "x");
    write("A.TXT", "one");
    write("b.Jpeg", "x");
    write("b.caption", "two");
    write("c.jpg", "x");
    write("c.jpg.Caption", "three");
    write("d.jpg", "x");
    write("d.caption", "not this");
    write("d.txt", "four");
    assertEquals(
        List.of("one", "two", "three", "four"),
        read().stream().map(image -> image.captions().get(0)).toList());
  }

  @Test
  void aTextThatCannotBeReadCostsOnePhoto() throws IOException {
    write("a.jpg", "x");
    write("a.txt", "\n");
    write("b.jpg", "x");
    Files.write(folder.resolve("b.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    write("c.jpg", "x");
    write("d.jpg", "x");
    Files.write(folder.resolve("d.txt"), "caf\u00e9\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(List.of(new CaptionedImage("d.jpg", "d.jpg", List.of("caf\u00e9"))), read());
    assertEquals(
        List.of(
            "f: 1 image left out (its text is empty): a.jpg",
            "f: 1 image left out (its text is not UTF-8): b.jpg",
            "f: 1 image left out (no caption): c.jpg"),
        leftOut.notes("f"));
  }

  @Test
  void refusesAFolderWithoutAnyPair() throws IOException {
    write("a.jpg", "x");
    assertTrue(
        assertThrows(AnnotationFormatException.class, this::read)
            .getMessage()
            .contains(", but got no such pair among 1 files"));
  }
}
