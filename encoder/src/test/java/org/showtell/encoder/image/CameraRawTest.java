package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.encoder.image.MadeFiles.quadrants;
import static org.showtell.encoder.image.MadeFiles.text;
import static org.showtell.encoder.image.Pictures.BLUE;
import static org.showtell.encoder.image.Pictures.GREEN;
import static org.showtell.encoder.image.Pictures.RED;
import static org.showtell.encoder.image.Pictures.YELLOW;
import static org.showtell.encoder.image.Pictures.assertQuadrants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw files as cameras lay them out, around previews made here. */
class CameraRawTest {
  private static final int SENSOR = 32803;
  private static final int DEVELOPED_LINEAR = 34892;

  private final ImageReader reader = new ImageReader();
  private byte[] small;
  private byte[] large;
  private byte[] sensor;

  @BeforeEach
  void makePreviews() throws IOException {
    small = MadeFiles.jpeg(quadrants(32, 16, BLUE, BLUE, BLUE, BLUE), false);
    large = MadeFiles.jpeg(quadrants(96, 64, RED, GREEN, BLUE, YELLOW), false);
    sensor = new byte[5000];
    new Random(1).nextBytes(sensor);
  }

  private static MadeTiff.Directory directory() {
    return new MadeTiff.Directory();
  }

  private MadeTiff.Directory sensorData() {
    return directory().with(254, 0).with(259, 1).with(262, SENSOR).withData(273, 279, sensor);
  }

  private void assertReadsLarge(byte[] file) throws IOException {
    RgbImage image = reader.read(file, "photo");
    assertEquals(96, image.width());
    assertQuadrants(image, 4, RED, GREEN, BLUE, YELLOW);
  }

  @Test
  void nikonsAndAdobesPreviewsAreInDirectoriesBelowTheFirst() throws IOException {
    MadeTiff.Directory first =
        MadeTiff.image(quadrants(16, 8, BLUE, BLUE, BLUE, BLUE))
            .with(sensorData())
            .with(directory().withData(513, 514, large));
    assertReadsLarge(MadeTiff.classic("II*\0", first));
  }

  @Test
  void sonysPreviewsAreInDirectoriesThatFollow() throws IOException {
    MadeTiff.Directory first = directory().withData(513, 514, small).with(sensorData());
    MadeTiff.Directory second = directory().withData(513, 514, large);
    assertReadsLarge(MadeTiff.classic("II*\0", first, second));
  }

  @Test
  void canonsPreviewIsTheFirstDirectorysStrip() throws IOException {
    MadeTiff.Directory first = directory().with(259, 6).withData(273, 279, large);
    MadeTiff.Directory second = directory().withData(513, 514, small);
    byte[] lossless = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc3, 0, 11, 14, 9, 9, 9, 9};
    MadeTiff.Directory raw = directory().with(259, 6).withData(273, 279, lossless);
    byte[] file = MadeTiff.classic("II*\0CR\2\0\0\0\0\0", first, second, raw);
    // The pointer to the first directory stands before Canon's name.
    ByteBuffer in = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int pointer = in.getInt(12);
    in.put(4, new byte[4]).putInt(4, pointer).put(8, text("CR\2\0"));
    assertReadsLarge(file);
  }

  @Test
  void panasonicsPreviewIsATagsValue() throws IOException {
    MadeTiff.Directory first = directory().withBytes(0x2e, large).with(sensorData());
    assertReadsLarge(MadeTiff.classic("IIU\0", first));
  }

  @Test
  void olympusPreviewIsFoundInTheMakersNote() throws IOException {
    ByteArrayOutputStream note = new ByteArrayOutputStream();
    note.writeBytes(text("OLYMPUS\0II"));
    note.writeBytes(small);
    note.writeBytes(large);
    assertReadsLarge(MadeTiff.classic("IIRO", sensorData().withBytes(37500, note.toByteArray())));
  }

  @Test
  void fujisPreviewFollowsItsHeader() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(text("FUJIFILMCCD-RAW 0201FF389501X-T3"));
    file.writeBytes(new byte[116]);
    file.writeBytes(large);
    file.writeBytes(sensor);
    assertReadsLarge(file.toByteArray());
  }

  @Test
  void canonsNewerPreviewIsInBoxesAndTurnedAsTheFirstOfThemSays() throws IOException {
    byte[] turned = MadeFiles.jpeg(quadrants(64, 96, GREEN, YELLOW, RED, BLUE), false);
    byte[] exif = MadeTiff.classic("II*\0", directory().with(274, 6));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(box("ftyp", text("crx \0\0\0\1crx isom")));
    file.writeBytes(box("moov", box("uuid", new byte[16], box("CMT1", exif))));
    file.writeBytes(box("uuid", new byte[16], box("PRVW", new byte[16], small)));
    file.writeBytes(box("mdat", turned, sensor));
    byte[] content = file.toByteArray();
    RgbImage image = reader.read(content, "photo.cr3");
    assertEquals(96, image.width());
    assertQuadrants(image, 4, RED, GREEN, BLUE, YELLOW);
  }

  @Test
  void theFilesTurnIsAppliedToPreviewsThatStateNone() throws IOException {
    byte[] turned = MadeFiles.jpeg(quadrants(96, 64, YELLOW, BLUE, GREEN, RED), false);
    MadeTiff.Directory first =
        directory().with(274, 3).with(sensorData()).with(directory().withData(513, 514, turned));
    assertReadsLarge(MadeTiff.classic("II*\0", first));
  }

  @Test
  void tilesOfUndevelopedNumbersAreNoPreviews() throws IOException {
    byte[] tile = MadeFiles.jpeg(quadrants(256, 256, BLUE, BLUE, BLUE, BLUE), false);
    MadeTiff.Directory raw =
        directory().with(259, 7).with(262, DEVELOPED_LINEAR).withData(273, 279, tile);
    MadeTiff.Directory first = directory().withBytes(50706, new byte[] {1, 4, 0, 0}).with(raw);
    MadeTiff.Directory preview = directory().with(259, 7).with(262, 6).withData(273, 279, large);
    assertReadsLarge(MadeTiff.classic("II*\0", first.with(preview)));
  }

  @Test
  void anUncompressedThumbnailDoesWhereThereIsNoPreview() throws IOException {
    MadeTiff.Directory first =
        MadeTiff.image(quadrants(64, 32, RED, GREEN, BLUE, YELLOW)).with(sensorData());
    byte[] file = MadeTiff.classic("II*\0", first);
    assertQuadrants(reader.read(file, "photo.dng"), 0, RED, GREEN, BLUE, YELLOW);
  }

  @Test
  void aRawFileWithoutAPreviewSaysSo() {
    byte[] dng = MadeTiff.classic("II*\0", sensorData().withBytes(50706, new byte[] {1, 4, 0, 0}));
    Map<String, byte[]> files =
        Map.of("photo.orf", MadeTiff.classic("IIRO", sensorData()), "photo.dng", dng);
    files.forEach(
        (name, file) -> {
          MediaReadException error =
              assertThrows(MediaReadException.class, () -> reader.read(file, name));
          assertEquals(
              "camera raw file without a JPEG preview in it, which is not read; export a JPEG of it",
              error.getMessage(),
              name);
        });
  }

  @Test
  void anOrdinaryTiffIsNoRawFileWhateverItHolds() throws IOException {
    MadeTiff.Directory first = MadeTiff.image(quadrants(64, 32, RED, GREEN, BLUE, YELLOW));
    byte[] file = MadeTiff.classic("II*\0", first, directory().withData(513, 514, large));
    assertEquals(64, reader.read(file, "scan.tif").width());
  }

  @Test
  void damageIsNeverWorseThanAMessage() throws IOException {
    MadeTiff.Directory first = directory().withData(513, 514, small).with(sensorData());
    byte[] whole = MadeTiff.classic("II*\0", first, directory().withData(513, 514, large));
    ImageReader bounded = new ImageReader(ImageReaderConfig.defaults().withMaxPixels(1_000_000));
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(8); i++) {
        // Directories are where it hurts; they are at the end of each part.
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        bounded.read(damaged, "raw");
      } catch (MediaReadException e) {
        assertTrue(!e.getMessage().isBlank(), "seed " + seed);
      }
    }
  }

  @Test
  void directoriesThatPointAtEachOtherEnd() throws IOException {
    byte[] file = MadeTiff.classic("II*\0", sensorData(), directory().withData(513, 514, large));
    ByteBuffer in = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int first = in.getInt(4);
    int entries = in.getShort(first);
    int second = in.getInt(first + 2 + 12 * entries);
    in.putInt(second + 2 + 12 * in.getShort(second), first);
    assertReadsLarge(file);
  }

  private static byte[] box(String type, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    return ByteBuffer.allocate(8 + body.size())
        .putInt(8 + body.size())
        .put(text(type))
        .put(body.toByteArray())
        .array();
  }
}
