package org.showtell.dataset.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

class KarpathyFileTest {
  private static final String COCO =
      "{\"images\":[{\"filepath\":\"val2014\",\"sentids\":[1,2],\"filename\":\"COCO_1.jpg\","
          + "\"imgid\":0,\"split\":\"restval\",\"sentences\":[{\"tokens\":[\"a\",\"man\"],"
          + "\"raw\":\"A man.\",\"imgid\":0,\"sentid\":1},{\"raw\":\"Two\\nmen\"}],\"cocoid\":391895}"
          + ",{\"filename\":\"x.jpg\",\"split\":\"test\",\"sentences\":[{\"raw\":\"An x\"}]}],"
          + "\"dataset\":\"coco\"}";

  @TempDir Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("k.json"), json);
  }

  @Test
  void readsCocoAndFlickrEntries() throws IOException {
    assertEquals(
        List.of(
            new CaptionedImage("391895", "val2014/COCO_1.jpg", List.of("A man.", "Two men")),
            new CaptionedImage("x.jpg", "x.jpg", List.of("An x"))),
        KarpathyFile.read(file(COCO), split -> true, new LeftOut()));
  }

  @Test
  void keepsOnlyTheWantedSplits() throws IOException {
    List<CaptionedImage> test = KarpathyFile.read(file(COCO), "test"::equals, new LeftOut());
    assertEquals(List.of("x.jpg"), test.stream().map(CaptionedImage::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"data\":1}|at $: expected the key \"images\", but got none",
        "{\"images\":[{\"filename\":\"a\"}]}|at $.images[0]: expected the key \"split\"",
        "{\"images\":[{\"filename\":\"a\",\"split\":\"val\",\"sentences\":[{\"raw\":\"x\"}]}]}"
            + "|at $.images: expected images with captions of the split that was asked for, but got only [val]",
        "{\"images\":[{\"cocoid\":[]}]}|at $.images[0].cocoid: expected COCO's image id, but got",
        "{\"images\":[{\"cocoid\":1,|at $.images[0].cocoid in line 1: expected JSON",
      })
  void namesPlaceExpectedAndFound(String json, String message) throws IOException {
    Path file = file(json);
    String said =
        assertThrows(
                AnnotationFormatException.class,
                () -> KarpathyFile.read(file, "test"::equals, new LeftOut()))
            .getMessage();
    assertTrue(said.startsWith(file + " " + message), said);
  }

  @Test
  void leavesOutImagesWithoutACaptionAndBlankCaptions() throws IOException {
    LeftOut leftOut = new LeftOut();
    String json =
        "{\"images\":[{\"filename\":\"a\",\"split\":\"val\",\"sentences\":[]},"
            + "{\"filename\":\"b\",\"split\":\"val\"},"
            + "{\"filename\":\"c\",\"split\":\"val\",\"sentences\":[{\"raw\":\" \"},{\"tokens\":[]}]},"
            + "{\"filename\":\"d\",\"split\":\"val\",\"sentences\":[{\"raw\":null},{\"raw\":\"x\"}]}]}";
    assertEquals(
        List.of(new CaptionedImage("d", "d", List.of("x"))),
        KarpathyFile.read(file(json), s -> true, leftOut));
    assertEquals(
        List.of(
            "k: 3 images left out (no caption): a, b, c", "k: 1 caption left out (blank): of d"),
        leftOut.notes("k"));
  }

  @Test
  void refusesAnImageTwice() throws IOException {
    String image = "{\"filename\":\"a\",\"split\":\"val\",\"sentences\":[{\"raw\":\"x\"}]}";
    Path file = file("{\"images\":[" + image + "," + image + "]}");
    assertTrue(
        assertThrows(
                AnnotationFormatException.class,
                () -> KarpathyFile.read(file, s -> true, new LeftOut()))
            .getMessage()
            .contains("$.images[1]: expected each image once, but got a again"));
  }
}
