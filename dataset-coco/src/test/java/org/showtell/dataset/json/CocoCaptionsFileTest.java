package org.showtell.dataset.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

class CocoCaptionsFileTest {
  private static final String IMAGES =
      "\"images\":[{\"file_name\":\"b.jpg\",\"id\":7,\"license\":{\"x\":[1]}},"
          + "{\"id\":3,\"file_name\":\"a.jpg\"}]";
  private static final String ANNOTATIONS =
      "\"annotations\":[{\"image_id\":3,\"id\":1,\"caption\":\"A dog\\nruns \"},"
          + "{\"image_id\":7,\"id\":2,\"caption\":\"A cat\"},"
          + "{\"image_id\":3,\"id\":3,\"caption\":\"Caf\\u00e9\"}]";

  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

  private List<CaptionedImage> read(String json) throws IOException {
    return CocoCaptionsFile.read(Files.writeString(folder.resolve("c.json"), json), leftOut);
  }

  @Test
  void joinsCaptionsToImagesInEitherOrder() throws IOException {
    List<CaptionedImage> expected =
        List.of(
            new CaptionedImage("7", "b.jpg", List.of("A cat")),
            new CaptionedImage("3", "a.jpg", List.of("A dog runs", "Café")));
    assertEquals(expected, read("{\"info\":{},\n" + IMAGES + ",\n" + ANNOTATIONS + "}"));
    assertEquals(expected, read("\ufeff{" + ANNOTATIONS + "," + IMAGES + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|at $: expected an object with \"images\" and \"annotations\", but got an array",
        "{\"images\":[]}|at $: expected the key \"annotations\", but got only [images]",
        "{\"images\":{}}|at $.images: expected an array of images, but got an object",
        "{\"images\":[1]}|at $.images[0]: expected an image object, but got the number 1",
        "{\"images\":[{\"id\":1.5}]}|at $.images[0].id: expected an image id, but got the number"
            + " 1.5",
        "{\"images\":[{\"id\":1e4000000001}]}|at $.images[0].id: expected an image id, but got the"
            + " number 1e4000000001",
        "{\"images\":[{\"id\":NaN}]}|at $.images[0].id: expected an image id, but got",
        "{\"images\":[{\"id\":null}]}|at $.images[0].id: expected an image id, but got null",
        "{\"images\":[{\"id\":1,\"file_name\":\"a\"},{\"id\":1,\"file_name\":\"b\"}]}"
            + "|at $.images[1].id: expected each image once, but got 1 again",
        "{\"annotations\":[{\"id\":1,\"caption\":\"x\"}]}"
            + "|at $.annotations[0]: expected the key \"image_id\", but got none",
        "{\"annotations\":[{\"image_id\":1,\"caption\":[\"x\"]}]}"
            + "|at $.annotations[0].caption: expected a caption, but got an array",
        "{\"annotations\":[{\"image_id\":1,\"id\":4,\"caption\":\"x\"},"
            + "{\"image_id\":1,\"id\":4,\"caption\":\"y\"}]}"
            + "|at $.annotations[1].id: expected each annotation once, but got 4 again",
        "{\"images\":[],\"annotations\":[{\"image_id\":9,\"caption\":\"x\"}]}"
            + "|at $.images: expected images with captions, but got none",
        "{\"images\":[{\"id\":1,\"file_name\":\"a\"}],\"annotations\":[]}"
            + "|at $.images: expected images with captions, but got none",
        "{\"images\":[{\"id\":1,\"file_na|at $.images[0].id in line 1: expected JSON",
        "{\"images\":[{\"id\":1,|at $.images[0].id in line 1: expected JSON",
        "{\"images\":[]|at $.images in line 1: expected JSON",
        "not json|at $ in line 1: expected JSON",
        "{\"images\":[],\"annotations\":[]} 5|at $: expected the end of the file, but got the"
            + " number 5",
      })
  void namesPlaceExpectedAndFound(String json, String message) {
    String said = assertThrows(AnnotationFormatException.class, () -> read(json)).getMessage();
    assertTrue(said.startsWith(folder.resolve("c.json") + " " + message), said);
  }

  @Test
  void nestingWithoutEndMakesNoEndlessMessage() {
    String said =
        assertThrows(
                AnnotationFormatException.class,
                () -> read("{\"images\":[" + "{\"nested\":[".repeat(300) + "x"))
            .getMessage();
    assertTrue(said.contains("..."), said);
    assertTrue(said.length() < 600, said);
  }

  @Test
  void leavesOutImagesWithoutAFileNameAndTakesOneThatIsListedTwice() throws IOException {
    String json =
        "{\"images\":[{\"id\":1},{\"id\":2,\"file_name\":\" \"},{\"id\":5,\"file_name\":null},"
            + "{\"id\":3.0,\"file_name\":\"a  b.jpg\"},{\"id\":3,\"file_name\":\"a  b.jpg\"}],"
            + "\"annotations\":[{\"image_id\":3,\"caption\":\"x\"}]}";
    assertEquals(List.of(new CaptionedImage("3", "a  b.jpg", List.of("x"))), read(json));
    assertEquals(List.of("c: 3 images left out (no file name): 1, 2, 5"), leftOut.notes("c"));
  }

  @Test
  void leavesOutAndNamesWhatHasNoCaption() throws IOException {
    String json =
        "{"
            + IMAGES
            + ",\"annotations\":[{\"image_id\":7,\"caption\":\" \\n\"},{\"image_id\":3,\"caption\":\"x\"},"
            + "{\"image_id\":3,\"caption\":null},{\"image_id\":3},{\"image_id\":9,\"caption\":\"y\"}]}";
    assertEquals(List.of(new CaptionedImage("3", "a.jpg", List.of("x"))), read(json));
    assertEquals(
        List.of(
            "c: 1 image left out (no caption): b.jpg",
            "c: 2 captions left out (blank): of a.jpg, of a.jpg",
            "c: 1 caption left out (no such image): of image 9"),
        leftOut.notes("c"));
    assertTrue(leftOut.contains("7"));
  }

  @Test
  void saysWhereACutFileEndsAndNothingOfTheLibrarys() {
    String cut = "{\"images\":[{\"id\":1,\n \"file_name\":\"a";
    String said = assertThrows(AnnotationFormatException.class, () -> read(cut)).getMessage();
    assertEquals(
        folder.resolve("c.json")
            + " at $.images[0].file_name in line 2: expected JSON, but the file is cut off: it ends"
            + " after byte 35; get it again",
        said);
    String broken = "{\"images\":[{\"id\":01}]}";
    said = assertThrows(AnnotationFormatException.class, () -> read(broken)).getMessage();
    assertTrue(said.endsWith("something else in column 19; mend the file or get it again"), said);
  }

  @Test
  void valuesThatAreNoNumbersAreNoFaultWhereTheyDoNotCount() throws IOException {
    String score = IMAGES.replace("\"license\"", "\"score\":NaN,\"low\":-Infinity,\"license\"");
    assertEquals(2, read("{" + score + "," + ANNOTATIONS + "}").size());
  }

  @Test
  void readsOtherEncodings() throws IOException {
    String json = "{" + IMAGES + "," + ANNOTATIONS + "}";
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32")) {
      Path file = Files.write(folder.resolve("e.json"), json.getBytes(Charset.forName(charset)));
      assertEquals(2, CocoCaptionsFile.read(file, leftOut).size(), charset);
    }
  }

  @Test
  void refusesAnEmptyFileAndNamesAMissingOne() {
    assertTrue(
        assertThrows(AnnotationFormatException.class, () -> read(""))
            .getMessage()
            .contains("but got an empty file"));
    Path absent = folder.resolve("absent.json");
    assertTrue(
        assertThrows(NoSuchFileException.class, () -> CocoCaptionsFile.read(absent, leftOut))
            .getMessage()
            .contains("absent.json: an annotation file was expected here"));
    assertTrue(
        assertThrows(FileSystemException.class, () -> CocoCaptionsFile.read(folder, leftOut))
            .getMessage()
            .contains("a folder, where an annotation file is needed"));
  }

  @Test
  void cutsALongFoundValueInTheMessage() {
    String json = "{\"images\":\"" + "x".repeat(10_000) + "\"}";
    String said = assertThrows(AnnotationFormatException.class, () -> read(json)).getMessage();
    assertTrue(said.length() < 500, said);
  }

  @Test
  void anyCutOfAFileIsRefusedWithItsName() throws IOException {
    String whole = "{" + IMAGES + "," + ANNOTATIONS + "}";
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertTrue(
          assertThrows(AnnotationFormatException.class, () -> read(cut), cut)
              .getMessage()
              .startsWith(folder.resolve("c.json").toString()));
    }
    assertEquals(2, read(whole).size());
  }

  @Test
  void readsTheRealFile() throws IOException {
    List<CaptionedImage> images =
        CocoCaptionsFile.read(SharedData.require("coco-mini/captions_train2017.json"), leftOut);
    assertEquals(80, images.size());
    assertEquals(400, images.stream().mapToInt(image -> image.captions().size()).sum());
    assertEquals("493652", images.get(0).id());
    assertEquals("000000493652.jpg", images.get(0).file());
  }
}
