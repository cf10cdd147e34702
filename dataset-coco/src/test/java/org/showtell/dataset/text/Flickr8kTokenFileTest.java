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
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SharedData;

class Flickr8kTokenFileTest {
  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

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
        Flickr8kTokenFile.read(file, leftOut));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no caption here|t.txt:2: expected name.jpg#0<TAB>caption, but got 'no caption here'",
        "a.jpg TAB caption|t.txt:2: expected name.jpg#0<TAB>caption",
        "#0 TAB caption|t.txt:2: expected name.jpg#0<TAB>caption",
        "a.jpg#0 TAB again|t.txt:2: expected each caption once, but got 'a.jpg#0' again",
      })
  void namesTheBadLine(String line, String message) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.txt"), "a.jpg#0\tA dog\n" + line.replace(" TAB ", "\t") + "\n");
    String said =
        assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(file, leftOut))
            .getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void leavesOutPhotosWithoutACaption() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.txt"), "a.jpg#0\tA dog\na.jpg#1\t \nb.jpg#0\nc.jpg#0\tA cat\n");
    assertEquals(
        List.of(
            new CaptionedImage("a.jpg", "a.jpg", List.of("A dog")),
            new CaptionedImage("c.jpg", "c.jpg", List.of("A cat"))),
        Flickr8kTokenFile.read(file, leftOut));
    assertEquals(
        List.of(
            "t: 1 caption left out (blank): of a.jpg", "t: 1 image left out (no caption): b.jpg"),
        leftOut.notes("t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "image,caption^1.jpg,A dog , running .^1.jpg,\"A \"\"big\"\" dog, wet\"^2.jpg,^,x^",
        "image_name| comment_number| comment^1.jpg| 0| A dog , running .^1.jpg| 4   A \"big\" dog,"
            + " wet^2.jpg| 0|^| 0| x",
        "image_name,comment_number,comment^1.jpg,0, A dog , running .^1.jpg,1,\"A \"\"big\"\" dog,"
            + " wet\"^2.jpg,0,^,0,x",
        "caption;image^\"A dog , running .\";1.jpg^A \"big\" dog, wet;1.jpg^;2.jpg^x;"
      })
  void readsTheTablesOfKaggle(String table) throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = "\ufeff" + table.replace("^", end);
      Path file = Files.writeString(folder.resolve("captions.txt"), text);
      LeftOut without = new LeftOut();
      assertEquals(
          List.of(
              new CaptionedImage(
                  "1.jpg", "1.jpg", List.of("A dog , running .", "A \"big\" dog, wet"))),
          Flickr8kTokenFile.read(file, without));
      assertEquals(
          List.of(
              "c: 1 line left out (no image): line 5", "c: 1 image left out (no caption): 2.jpg"),
          without.notes("c"));
    }
  }

  @Test
  void aTablesCaptionMayHaveSeveralLines() throws IOException {
    String table =
        """
        image,caption
        1.jpg,"A dog
        and a ""big"" cat,

        wet"
        1.jpg,"a quote that nobody closes
        2.jpg,"another
        3.jpg,a cow
        """;
    Path file = Files.writeString(folder.resolve("captions.txt"), table);
    assertEquals(
        List.of(
            new CaptionedImage(
                "1.jpg",
                "1.jpg",
                List.of("A dog and a \"big\" cat, wet", "\"a quote that nobody closes")),
            new CaptionedImage("2.jpg", "2.jpg", List.of("\"another")),
            new CaptionedImage("3.jpg", "3.jpg", List.of("a cow"))),
        Flickr8kTokenFile.read(file, leftOut));
    Path turned =
        Files.writeString(
            folder.resolve("turned.txt"), "caption;image\n\"a dog\nrunning\";1.jpg\n");
    assertEquals(
        List.of(new CaptionedImage("1.jpg", "1.jpg", List.of("a dog running"))),
        Flickr8kTokenFile.read(turned, leftOut));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a.jpg#0^A dog|a.jpg#1^A caf\u00e9|b.jpg#0^caf\u00e9|c\u00e9.jpg#0^A cat",
        "image,caption|a.jpg,A dog|a.jpg,A caf\u00e9|b.jpg,caf\u00e9|c\u00e9.jpg,A cat"
      })
  void otherBytesCostOneCaption(String text) throws IOException {
    Path file =
        Files.write(
            folder.resolve("captions.txt"),
            text.replace('|', '\n').replace('^', '\t').getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of(new CaptionedImage("a.jpg", "a.jpg", List.of("A dog"))),
        Flickr8kTokenFile.read(file, leftOut));
    int first = text.startsWith("image") ? 3 : 2;
    assertEquals(
        List.of(
            "c: 3 captions left out (not UTF-8): line %d, line %d, line %d"
                .formatted(first, first + 1, first + 2),
            "c: 1 image left out (no caption): b.jpg"),
        leftOut.notes("c"));
  }

  @Test
  void refusesAnEmptyListAndOtherEncodings() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
    assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(empty, leftOut));
    Path latin =
        Files.write(
            folder.resolve("latin.txt"),
            "a.jpg#0\tcaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        assertThrows(AnnotationFormatException.class, () -> Flickr8kTokenFile.read(latin, leftOut))
            .getMessage()
            .contains("expected UTF-8"));
  }

  @Test
  void readsTheRealListWithPhotosOfNoSplit() throws IOException {
    List<CaptionedImage> images =
        Flickr8kTokenFile.read(SharedData.require("flickr8k/Flickr8k.token.txt"), leftOut);
    assertEquals(35_000, images.stream().mapToInt(i -> i.captions().size()).sum());
    assertTrue(images.size() >= 7000);
  }
}
