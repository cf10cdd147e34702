package org.showtell.app.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.LoopbackFiles;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.encoder.download.Checksum;
import org.showtell.encoder.download.Download;
import org.showtell.encoder.download.DownloadConfig;
import org.showtell.encoder.download.DownloadListener;
import org.showtell.encoder.download.DownloadRequest;

class CocoFolderTest {
  private static final String CAPTIONS =
      "{\"images\":[{\"id\":7,\"file_name\":\"000000000007.jpg\"}],"
          + "\"annotations\":[{\"id\":1,\"image_id\":7,\"caption\":\"A dog runs.\"}]}";

  @TempDir Path temporary;
  private Path folder;
  private LoopbackFiles server;
  private CocoRelease release;

  @BeforeEach
  void aTinyCoco() throws Exception {
    folder = temporary.resolve("coco, mine");
    server = new LoopbackFiles();
    byte[] annotations =
        zip(
            Map.of(
                "annotations/captions_train2017.json", CAPTIONS,
                "annotations/captions_val2017.json", CAPTIONS,
                "annotations/instances_val2017.json", "{}"));
    CocoRelease.Zip train = published("zips", "train2017.zip", photos("train2017"));
    CocoRelease.Zip val = published("zips", "val2017.zip", photos("val2017"));
    release =
        new CocoRelease(
            2017,
            published("annotations", "annotations_trainval2017.zip", annotations),
            Map.of(CocoRelease.Split.TRAIN, train, CocoRelease.Split.VAL, val));
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  private static byte[] photos(String name) throws IOException {
    return zip(Map.of(name + "/000000000007.jpg", "a photo of " + name));
  }

  private CocoRelease.Zip published(String below, String name, byte[] content) throws Exception {
    server.put("/mirror/" + below + "/" + name, content);
    byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
    return new CocoRelease.Zip(
        below, name, content.length, new Checksum("md5", HexFormat.of().formatHex(md5)));
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private void fetch(CocoFolder coco) throws Exception {
    Download download = new Download(DownloadConfig.defaults());
    for (DownloadRequest request : coco.requests(server.url("/mirror/"))) {
      download.fetch(request, DownloadListener.NONE);
    }
    coco.extractCaptions();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsFetchedIsWhatTrainingReads() throws Exception {
    CocoFolder coco = new CocoFolder(release, EnumSet.allOf(CocoRelease.Split.class), folder);
    fetch(coco);
    assertEquals(
        List.of(
            "annotations_trainval2017.zip",
            "captions_train2017.json",
            "captions_val2017.json",
            "train2017.zip",
            "val2017.zip"),
        names());
    List<String> arguments = coco.dataArguments();
    assertEquals(2, arguments.size());
    for (int i = 0; i < 2; i++) {
      try (CaptionDataset data = CaptionData.open(arguments.get(i), "all")) {
        assertEquals("A dog runs.", data.examples().get(0).captions().get(0));
        byte[] photo = data.images().read(data.examples().get(0).file());
        assertEquals(
            "a photo of " + (i == 0 ? "train2017" : "val2017"),
            new String(photo, StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void onePartFetchesNoOther() throws Exception {
    CocoFolder coco = new CocoFolder(release, EnumSet.of(CocoRelease.Split.VAL), folder);
    fetch(coco);
    assertEquals(
        List.of("annotations_trainval2017.zip", "captions_val2017.json", "val2017.zip"), names());
    assertEquals(
        List.of("/mirror/annotations/annotations_trainval2017.zip", "/mirror/zips/val2017.zip"),
        server.asked());
  }

  @Test
  void captionsThatAreThereAreLeftAndDamagedOnesReplaced() throws Exception {
    CocoFolder coco = new CocoFolder(release, EnumSet.allOf(CocoRelease.Split.class), folder);
    fetch(coco);
    Path whole = folder.resolve("captions_train2017.json");
    Path damaged = folder.resolve("captions_val2017.json");
    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(whole, before);
    Files.writeString(damaged, CAPTIONS.replace("dog", "cat"));
    coco.extractCaptions();
    assertEquals(before, Files.getLastModifiedTime(whole));
    assertEquals(CAPTIONS, Files.readString(damaged));
  }

  @Test
  void aZipWithoutCaptionsIsNamed() throws Exception {
    Files.createDirectories(folder);
    Path zip = folder.resolve("annotations_trainval2017.zip");
    Files.write(zip, photos("val2017"));
    CocoFolder coco = new CocoFolder(release, EnumSet.of(CocoRelease.Split.VAL), folder);
    String message = assertThrows(IOException.class, coco::extractCaptions).getMessage();
    assertTrue(message.contains(zip.toString()), message);
    assertTrue(message.contains("annotations/captions_val2017.json"), message);
  }

  @Test
  void knowsBothReleases() {
    URI home = CocoRelease.HOME;
    for (int year : new int[] {2014, 2017}) {
      CocoFolder coco =
          new CocoFolder(CocoRelease.of(year), EnumSet.allOf(CocoRelease.Split.class), folder);
      assertEquals(
          List.of(
              home + "/annotations/annotations_trainval" + year + ".zip",
              home + "/zips/val" + year + ".zip",
              home + "/zips/train" + year + ".zip"),
          coco.requests(home).stream().map(request -> request.url().toString()).toList());
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> CocoRelease.of(2015)).getMessage();
    assertTrue(message.contains("2015"), message);
  }
}
