package org.showtell.dataset.open;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.dataset.DirectoryImages;
import org.showtell.dataset.SharedData;

class CaptionDataTest {
  private static final String COCO =
      """
      {"images":[{"id":1,"file_name":"a.jpg"},{"id":2,"file_name":"b.jpg"}],
       "annotations":[{"image_id":1,"caption":"x"},{"image_id":2,"caption":"y"}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFlickr8k() throws IOException {
    Files.writeString(
        folder.resolve("Flickr8k.token.txt"),
        "a.jpg#0\tA dog . \nb.jpg#0\tA cat\na.jpg#1\tTwo  dogs\nunused.jpg#0\tNobody\n");
    Files.writeString(folder.resolve("Flickr_8k.trainImages.txt"), "b.jpg\na.jpg\n");
    Files.writeString(folder.resolve("Flickr_8k.devImages.txt"), "a.jpg\n");
    Files.createDirectory(folder.resolve("images"));
    Files.write(folder.resolve("images/a.jpg"), new byte[] {1, 2, 3});
  }

  @Test
  void opensFlickr8kInTheOrderOfItsSplitList() throws IOException {
    try (CaptionDataset data = CaptionData.open("flickr8k:" + folder, "train")) {
      assertEquals(
          List.of(
              new CaptionedImage("b.jpg", "b.jpg", List.of("A cat")),
              new CaptionedImage("a.jpg", "a.jpg", List.of("A dog .", "Two dogs"))),
          data.examples());
      assertArrayEquals(new byte[] {1, 2, 3}, data.images().read("a.jpg"));
      assertTrue(!data.images().contains("b.jpg"));
      assertEquals(64, data.contentHash().length());
    }
  }

  @Test
  void valIsDevAndAListFileSelects() throws IOException {
    Path list = Files.writeString(folder.resolve("mine.txt"), "unused.jpg\n\n");
    try (CaptionDataset dev = CaptionData.open("flickr8k:" + folder, "val");
        CaptionDataset all = CaptionData.open("flickr8k:" + folder, "all");
        CaptionDataset mine = CaptionData.open("flickr8k:" + folder, list.toString())) {
      assertEquals("dev", dev.split());
      assertEquals(1, dev.examples().size());
      assertEquals(3, all.examples().size());
      assertEquals("unused.jpg", mine.examples().get(0).id());
    }
  }

  @Test
  void refusesUnknownSchemesAndSplitsNamingTheKnownOnes() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> CaptionData.open("imagenet:x", "all"))
            .getMessage()
            .contains("flickr8k:DIR"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> CaptionData.open("flickr8k:" + folder, "x"))
            .getMessage()
            .contains("train, dev (or val), test, all, LIST.txt"));
  }

  @Test
  void joinsDataSetsWhoseImagesHaveTheSameNames() throws IOException {
    Path json = Files.writeString(folder.resolve("c.json"), COCO);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.write(other.resolve("a.jpg"), new byte[] {4});
    List<String> specs = List.of("flickr8k:" + folder, "coco:" + json + "," + other);
    try (CaptionDataset data = CaptionData.openAll(specs, "train")) {
      assertEquals(
          List.of("1:b.jpg", "1:a.jpg", "2:1", "2:2"),
          data.examples().stream().map(CaptionedImage::id).toList());
      assertEquals(List.of("x"), data.examples().get(2).captions());
      assertArrayEquals(new byte[] {1, 2, 3}, data.images().read("1:a.jpg"));
      assertArrayEquals(new byte[] {4}, data.images().read(data.examples().get(2).file()));
      assertTrue(!data.images().contains("2:b.jpg"));
      assertEquals(List.of("1:a.jpg", "2:a.jpg"), data.images().names());
      assertEquals(other.resolve("a.jpg").toString(), data.images().describe("2:a.jpg"));
      assertEquals(specs.get(0) + " + " + specs.get(1), data.name());
    }
    try (CaptionDataset one = CaptionData.openAll(specs.subList(0, 1), "train")) {
      assertEquals("b.jpg", one.examples().get(0).id());
    }
  }

  @Test
  void refusesAListForSeveralDataSets() throws IOException {
    Path list = Files.writeString(folder.resolve("some.txt"), "a.jpg\n");
    List<String> specs = List.of("flickr8k:" + folder, "flickr8k:" + folder);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CaptionData.openAll(specs, list.toString()).close());
    assertTrue(e.getMessage().contains("some.txt"), e.getMessage());
  }

  @Test
  void refusesToJoinImagesAndVideos() throws IOException {
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Files.write(clips.resolve("video0.mp4"), new byte[] {1});
    Path json =
        Files.writeString(
            folder.resolve("v.json"),
            """
            {"videos":[{"video_id":"video0","split":"train"}],
             "sentences":[{"video_id":"video0","caption":"x"}]}
            """);
    List<String> specs = List.of("flickr8k:" + folder, "video:" + json + "," + clips);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> CaptionData.openAll(specs, "train").close());
    assertTrue(e.getMessage().endsWith("go on from that model with the other"), e.getMessage());
  }

  @Test
  void opensCocoWithAnySplitNameAsTheWholeFile() throws IOException {
    Path json = Files.writeString(folder.resolve("c,1.json"), COCO);
    String spec = "coco:" + json + "," + folder.resolve("images");
    for (String split : List.of("train", "dev", "val", "test", "all")) {
      try (CaptionDataset data = CaptionData.open(spec, split)) {
        assertEquals(2, data.examples().size());
        assertTrue(data.images().contains("a.jpg"));
      }
    }
    Path list = Files.writeString(folder.resolve("mine.txt"), "b.jpg\n");
    try (CaptionDataset data = CaptionData.open(spec, list.toString())) {
      assertEquals(List.of("2"), data.examples().stream().map(CaptionedImage::id).toList());
    }
  }

  @Test
  void opensVideosBySplitAndByFile() throws IOException {
    String videos =
        "{\"videos\":[{\"video_id\":\"v1\",\"split\":\"train\",\"start time\":1,\"end time\":4},"
            + "{\"video_id\":\"v2\",\"split\":\"validate\"}],"
            + "\"sentences\":[{\"video_id\":\"v1\",\"caption\":\"x\"},"
            + "{\"video_id\":\"v2\",\"caption\":\"y\"}]}";
    Path json = Files.writeString(folder.resolve("v.json"), videos);
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Path clip = Files.write(clips.resolve("v1.avi"), new byte[1]);
    String spec = "video:" + json + "," + clips;
    try (CaptionDataset train = CaptionData.open(spec, "train");
        CaptionDataset dev = CaptionData.open(spec, "dev")) {
      assertTrue(train.videos());
      assertEquals(
          List.of(new CaptionedImage("v1", "v1.avi", new ClipRange(1, 4), List.of("x"))),
          train.examples());
      assertEquals(clip, train.images().path("v1.avi").orElseThrow());
      assertEquals(List.of("v2"), dev.examples().stream().map(CaptionedImage::id).toList());
    }
    NoSuchFileException archive =
        assertThrows(
            NoSuchFileException.class,
            () -> CaptionData.open("video:" + json + "," + folder.resolve("v.zip"), "train"));
    assertTrue(archive.getMessage().contains("a folder of videos"), archive.getMessage());
  }

  @Test
  void videosAreRefusedWhereImagesAreWanted() {
    for (String spec : List.of("video:v.json,clips", "captions:video:v.json,clips")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  (spec.startsWith("captions:")
                          ? QuestionData.open(spec, "train")
                          : CaptionData.openImages(spec, "train"))
                      .close());
      assertTrue(
          refused.getMessage().startsWith("data must be captioned images, but got the videos"));
    }
  }

  @Test
  void clipsOfOneVideoAreNotTheSameData() {
    String whole = hash(ClipRange.WHOLE);
    assertEquals(whole, hash(ClipRange.WHOLE));
    assertNotEquals(whole, hash(new ClipRange(0, 5)));
  }

  @Test
  void readsKagglesFlickrFolders() throws IOException {
    Path kaggle = Files.createDirectories(folder.resolve("kaggle"));
    Files.createDirectories(kaggle.resolve("Images"));
    Files.writeString(kaggle.resolve("Images/1.jpg"), "x");
    Files.writeString(kaggle.resolve("captions.txt"), "image,caption\n1.jpg,A red square .\n");
    Path inner = folder.resolve("k30/flickr30k_images/flickr30k_images");
    Files.createDirectories(inner);
    Files.writeString(inner.resolve("1.jpg"), "x");
    Files.writeString(
        inner.resolveSibling("results.csv"),
        "image_name| comment_number| comment\n1.jpg| 0| A red square .\n");
    for (Path dir : List.of(kaggle, folder.resolve("k30"))) {
      try (CaptionDataset data = CaptionData.open("flickr8k:" + dir, "train")) {
        assertEquals(
            List.of(new CaptionedImage("1.jpg", "1.jpg", List.of("A red square ."))),
            data.examples());
        assertTrue(data.images().contains("1.jpg"));
        assertTrue(data.notes().get(0).endsWith("train is the whole"), data.notes().toString());
      } catch (IOException e) {
        throw new AssertionError(dir.toString(), e);
      }
    }
  }

  private String hash(ClipRange clip) {
    CaptionedImage example = new CaptionedImage("v", "v.mp4", clip, List.of("x"));
    return new CaptionDataset(
            "d", "all", List.of(example), new DirectoryImages(folder), true, List.of())
        .contentHash();
  }

  @Test
  void restvalJoinsTrainInKarpathysFile() throws IOException {
    String image = "{\"filename\":\"%s\",\"split\":\"%s\",\"sentences\":[{\"raw\":\"x\"}]}";
    Path json =
        Files.writeString(
            folder.resolve("k.json"),
            "{\"images\":["
                + String.join(
                    ",",
                    image.formatted("1", "train"),
                    image.formatted("2", "restval"),
                    image.formatted("3", "val"),
                    image.formatted("4", "test"))
                + "]}");
    String spec = "karpathy:" + json + "," + folder.resolve("images");
    for (List<String> expected :
        List.of(
            List.of("train", "1", "2"),
            List.of("dev", "3"),
            List.of("val", "3"),
            List.of("test", "4"),
            List.of("all", "1", "2", "3", "4"))) {
      try (CaptionDataset data = CaptionData.open(spec, expected.get(0))) {
        assertEquals(
            expected.subList(1, expected.size()),
            data.examples().stream().map(CaptionedImage::id).toList());
      }
    }
  }

  @Test
  void opensAFolderOfPairs() throws IOException {
    Files.writeString(folder.resolve("images/a.txt"), "One dog\n");
    try (CaptionDataset data = CaptionData.open("folder:" + folder.resolve("images"), "all")) {
      assertEquals(
          List.of(new CaptionedImage("a.jpg", "a.jpg", List.of("One dog"))), data.examples());
    }
  }

  @Test
  void contentHashFollowsCaptionsAndSplit() throws IOException {
    String spec = "flickr8k:" + folder;
    String train = hash(spec, "train");
    assertEquals(train, hash(spec, "train"));
    assertNotEquals(train, hash(spec, "all"));
    Path token = folder.resolve("Flickr8k.token.txt");
    Files.writeString(token, Files.readString(token).replace("A cat", "A bat"));
    assertNotEquals(train, hash(spec, "train"));
  }

  private static String hash(String spec, String split) throws IOException {
    try (CaptionDataset data = CaptionData.open(spec, split)) {
      return data.contentHash();
    }
  }

  @Test
  void refusesIncompleteSpecificationsAndMissingFiles() {
    for (String bad : List.of("", "coco", "coco:", "coco:a.json", "coco:a.json,", "karpathy:,x")) {
      assertThrows(IllegalArgumentException.class, () -> CaptionData.open(bad, "all"), bad);
    }
    for (String absent :
        List.of("flickr8k:nowhere", "coco:nowhere.json," + folder, "folder:nowhere")) {
      assertTrue(
          assertThrows(NoSuchFileException.class, () -> CaptionData.open(absent, "all"))
              .getMessage()
              .contains("nowhere"),
          absent);
    }
  }

  @Test
  void readsTheRealFlickr8k() throws IOException {
    Path real = SharedData.require("flickr8k/Flickr8k.token.txt").getParent();
    try (CaptionDataset train = CaptionData.open("flickr8k:" + real, "train");
        CaptionDataset dev = CaptionData.open("flickr8k:" + real, "dev")) {
      assertEquals(6000, train.examples().size());
      assertEquals(1000, dev.examples().size());
      assertTrue(dev.examples().stream().allMatch(e -> e.captions().size() == 5));
      assertTrue(train.examples().stream().allMatch(e -> train.images().contains(e.file())));
      byte[] jpeg = dev.images().read(dev.examples().get(0).file());
      assertEquals((byte) 0xff, jpeg[0]);
      assertEquals((byte) 0xd8, jpeg[1]);
    }
  }

  @Test
  void readsTheRealCocoFileWithItsZip() throws IOException {
    Path real = SharedData.require("coco-mini/captions_train2017.json").getParent();
    String spec =
        "coco:" + real.resolve("captions_train2017.json") + "," + real.resolve("train2017.zip");
    try (CaptionDataset data = CaptionData.open(spec, "all")) {
      assertEquals(80, data.examples().size());
      assertTrue(data.examples().stream().allMatch(e -> data.images().contains(e.file())));
      assertTrue(data.images().describe("000000000790.jpg").endsWith("!images/000000000790.jpg"));
    }
  }
}
