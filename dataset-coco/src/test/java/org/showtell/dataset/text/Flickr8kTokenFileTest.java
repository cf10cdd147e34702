package org.showtell.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.SharedData;

class Flickr8kTokenFileTest {
  @TempDir Path folder;

  @Test
  void groupsLinesByPhoto() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.txt"),
            "\ufeffa.jpg#0\tA dog .\r\n\r\nb#c.jpg#0\tA cat \r\na.jpg#1\ta tab\tinside\r\n");
    assertEquals(
        List.of(
            new CaptionedImage("a.jpg", "a.jpg", List.of("A dog .", "a tab inside")),
            new CaptionedImage("b#c.jpg", "b#c.jpg", List.of("A cat"))),
        Flickr8kTokenFile.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no caption here|t.txt:2: expected name.jpg#0<TAB>caption, but got 'no caption here'",
        "a.jpg TAB caption|t.txt:2: expected name.jpg#0<TAB>caption",
        "#0 TAB caption|t.txt:2: expected name.jpg#0<TAB>caption",
        "a.jpg#1|t.txt:2: expected a tab and a caption, but got 'a.jpg#1'",
        "a.jpg#0 TAB again|t.txt:2: expected each caption once, but got 'a.jpg#0' again",
      })
  void namesTheBadLine(String line, String message) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.txt"), "a.jpg#0\tA dog\n" + line.replace(" TAB ", "\t") + "\n");
    String said =
        assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(file))
            .getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void refusesAnEmptyListAndOtherEncodings() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
    assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(empty));
    Path latin =
        Files.write(
            folder.resolve("latin.txt"),
            "a.jpg#0\tcaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(latin))
            .getMessage()
            .contains("expected UTF-8"));
  }

  @Test
  void readsTheRealListWithPhotosOfNoSplit() throws IOException {
    List<CaptionedImage> images =
        Flickr8kTokenFile.read(SharedData.require("flickr8k/Flickr8k.token.txt"));
    assertEquals(35_000, images.stream().mapToInt(i -> i.captions().size()).sum());
    assertTrue(images.size() >= 7000);
  }
}
