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
import org.showtell.dataset.LeftOut;

class SplitListTest {
  private static final List<CaptionedImage> IMAGES =
      List.of(
          new CaptionedImage("1", "val2014/one.jpg", List.of("One")),
          new CaptionedImage("2", "val2014/two.jpg", List.of("Two")),
          new CaptionedImage("3", "val2014/three.jpg", List.of("Three")));

  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

  @Test
  void takesIdsPathsAndFileNamesInTheOrderOfTheList() throws IOException {
    Path list = Files.writeString(folder.resolve("l.txt"), "three.jpg\n\n 1 \r\nval2014/two.jpg");
    assertEquals(
        List.of("3", "1", "2"),
        SplitList.select(list, IMAGES, leftOut).stream().map(CaptionedImage::id).toList());
  }

  @Test
  void namesTheLineThatIsUnknownOrRepeated() throws IOException {
    assertTrue(refused("1\nfour.jpg\n").contains("l.txt:2: expected the id or file name"));
    assertTrue(refused("1\n2\none.jpg\n").contains("l.txt:3: expected each image once"));
    assertTrue(refused("\n").contains("l.txt:1: expected one image per line, but got none"));
  }

  @Test
  void takesBackslashesAndPassesOverWhatWasLeftOut() throws IOException {
    leftOut.addImage("9", "val2014/nine.jpg");
    Path list = Files.writeString(folder.resolve("l.txt"), "val2014\\two.jpg\n9\n");
    List<CaptionedImage> selected = SplitList.select(list, IMAGES, leftOut);
    assertEquals(List.of("2"), selected.stream().map(CaptionedImage::id).toList());
  }

  private String refused(String text) throws IOException {
    Path list = Files.writeString(folder.resolve("l.txt"), text);
    return assertThrows(
            AnnotationFormatException.class, () -> SplitList.select(list, IMAGES, leftOut))
        .getMessage();
  }
}
