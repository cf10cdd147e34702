package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.open.QuestionData;

class CocoImageNamesTest {
  private static final List<String> NAMES =
      List.of("000000000042.jpg", "COCO_train2014_000000000007.jpg", "COCO_x_000000000008.jpg");

  @TempDir private Path folder;

  private ImageSource folderOfImages() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (String name : NAMES) {
      Files.write(images.resolve(name), new byte[] {1});
    }
    return ImageSource.open(images);
  }

  private ImageSource zipOfImages() throws IOException {
    Path zip = folder.resolve("images.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : NAMES) {
        out.putNextEntry(new ZipEntry("images/" + name));
        out.write(1);
        out.closeEntry();
      }
    }
    return ImageSource.open(zip);
  }

  @Test
  void photosAreFoundUnderEachOfCocosNamesInAFolderAndInAZip() throws IOException {
    for (ImageSource images : List.of(folderOfImages(), zipOfImages())) {
      try (images) {
        CocoImageNames names = new CocoImageNames(images);
        assertEquals("000000000042.jpg", names.name("42", "COCO_dev_000000000042.jpg"));
        assertTrue(names.name("7", null).endsWith("COCO_train2014_000000000007.jpg"));
        assertTrue(
            names.name("8", "COCO_dev_000000000008.jpg").endsWith("COCO_x_000000000008.jpg"));
        assertTrue(images.contains(names.name("7", null)));
      }
    }
  }

  @Test
  void aPhotoThatIsNotThereHasTheUsualName() throws IOException {
    try (ImageSource images = folderOfImages()) {
      CocoImageNames names = new CocoImageNames(images);
      assertEquals("COCO_dev_000000000009.jpg", names.name("9", "COCO_dev_000000000009.jpg"));
      assertEquals("000000000009.jpg", names.name("9", null));
    }
  }

  @Test
  void cocosQuestionsFindTheirPhotosWithoutAPattern() throws IOException {
    Path coco = SharedData.require("coco");
    assertEquals(0, missing(coco, "train", 9740));
    assertEquals(0, missing(coco, "dev", 235));
  }

  private static long missing(Path coco, String part, int questions) throws IOException {
    String spec =
        String.format(
            "vqa:%s/questions_%s.json,%s/annotations_%s.json,%s/%s.zip",
            coco, part, coco, part, coco, part);
    try (QuestionDataset data = QuestionData.open(spec, "all")) {
      assertEquals(questions, data.examples().size());
      return data.examples().stream().filter(one -> !data.images().contains(one.file())).count();
    }
  }

  @Test
  void severalDataSetsAreOneAndCanBeToldApart() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("q.csv"), "image,question,answer\n000000000042.jpg,what is it?,cat\n");
    folderOfImages().close();
    String one = "questions:" + table + "," + folder.resolve("images");
    try (QuestionDataset data = QuestionData.openAll(List.of(one, one), "all")) {
      assertEquals(one + " + " + one, data.name());
      assertEquals(
          List.of("1:000000000042.jpg", "2:000000000042.jpg"),
          data.examples().stream().map(QuestionExample::file).toList());
      assertEquals(1, data.images().part("2:000000000042.jpg"));
      assertEquals(1, data.images().read("2:000000000042.jpg").length);
    }
  }
}
