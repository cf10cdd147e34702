package org.showtell.coco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionDataTest {
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
}
