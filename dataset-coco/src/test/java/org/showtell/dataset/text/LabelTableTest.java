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
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.open.LabelData;

class LabelTableTest {
  @TempDir Path folder;

  private List<CaptionedImage> read(String text, String split, LeftOut leftOut) throws IOException {
    Path file = Files.writeString(folder.resolve("l.csv"), text);
    return LabelTable.read(file, SplitSelection.parse(split), leftOut);
  }

  @Test
  void rowsHaveTheirPartOfTheVideoAndTheirSplit() throws IOException {
    String text =
        "split;label;file;start;end\ntrain;runs;a.mp4;0;2.5\ntrain;\"stands; still\";a.mp4;2.5;\n"
            + "val;runs;b.mp4;;\ntrain;;c.mp4;;\n";
    LeftOut leftOut = new LeftOut();
    List<CaptionedImage> rows = read(text, "train", leftOut);
    assertEquals(2, rows.size());
    assertEquals(2.5, rows.get(0).clip().endSeconds());
    assertEquals(List.of("stands; still"), rows.get(1).captions());
    assertEquals(2.5, rows.get(1).clip().startSeconds());
    assertTrue(leftOut.summary().contains("no file or no label"), leftOut.summary());
    List<CaptionedImage> dev = read(text, "dev", new LeftOut());
    assertEquals(List.of("b.mp4"), dev.stream().map(CaptionedImage::file).toList());
    assertTrue(dev.get(0).clip().isWhole());
  }

  @Test
  void fifthFileOfEachLabelIsHeldOutOfATableWithoutSplits() throws IOException {
    StringBuilder text = new StringBuilder("file,label\n");
    for (int i = 0; i < 10; i++) {
      text.append("x").append(i).append(".mp4,left\ny").append(i).append(".mp4,right\n");
    }
    List<String> dev =
        read(text.toString(), "dev", new LeftOut()).stream().map(CaptionedImage::file).toList();
    assertEquals(List.of("x4.mp4", "y4.mp4", "x9.mp4", "y9.mp4"), dev);
    List<String> train =
        read(text.toString(), "train", new LeftOut()).stream().map(CaptionedImage::file).toList();
    assertEquals(16, train.size());
    assertTrue(train.stream().noneMatch(dev::contains));
  }

  @Test
  void whatIsNoTableIsNamed() {
    assertTrue(
        assertThrows(
                AnnotationFormatException.class, () -> read("a,b\n1,2\n", "all", new LeftOut()))
            .getMessage()
            .contains("column file"));
    assertTrue(
        assertThrows(
                AnnotationFormatException.class,
                () -> read("file,label,start\na,b,soon\n", "all", new LeftOut()))
            .getMessage()
            .contains("soon"));
  }

  @Test
  void bytesOfAnotherEncodingAreCalledThat() throws IOException {
    Path table = folder.resolve("labels.csv");
    Files.write(table, "file,label\na.mp4,l\u00e4uft\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        table
            + ":2: expected a label of the split all, but got 1 row left out (not UTF-8): line 2;"
            + " check the file and its column split",
        assertThrows(
                AnnotationFormatException.class,
                () -> LabelTable.read(table, SplitSelection.parse("all"), new LeftOut()))
            .getMessage());
  }

  @Test
  void dataSetIsOpenedWithItsVideos() throws IOException {
    Path table = Files.writeString(folder.resolve("labels.csv"), "file,label\na.mp4,runs\n");
    try (CaptionDataset data = LabelData.open("labels:" + table + "," + folder, "all")) {
      assertTrue(data.videos());
      assertEquals("runs", data.examples().get(0).captions().get(0));
    }
    assertThrows(IllegalArgumentException.class, () -> LabelData.open("label:x", "all"));
  }
}
