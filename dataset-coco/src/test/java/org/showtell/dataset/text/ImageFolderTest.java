package org.showtell.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;

class ImageFolderTest {
  @TempDir Path folder;

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<CaptionedImage> read() throws IOException {
    try (ImageSource images = ImageSource.open(folder)) {
      return ImageFolder.read(images);
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
  void namesAnEmptyTextFile() throws IOException {
    write("a.jpg", "x");
    write("a.txt", "\n");
    assertTrue(
        assertThrows(AnnotationFormatException.class, this::read)
            .getMessage()
            .contains("a.txt:1: expected one caption per line, but got none"));
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
