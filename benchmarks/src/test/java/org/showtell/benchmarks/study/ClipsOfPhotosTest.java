package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;

class ClipsOfPhotosTest {
  @TempDir Path folder;

  /** Red grows to the right and green downwards, so that a colour tells its place. */
  private static RgbImage photo() {
    byte[] rgb = new byte[64 * 48 * 3];
    for (int i = 0; i < 64 * 48; i++) {
      rgb[3 * i] = (byte) (i % 64 * 4);
      rgb[3 * i + 1] = (byte) (i / 64 * 5);
    }
    return new RgbImage(64, 48, rgb);
  }

  @Test
  void cropsShowSixToTenTenthsOfThePhotoAtItsSize() {
    List<RgbImage> crops = RandomCrops.of(photo(), 40, new SplittableRandom(1));
    assertEquals(40, crops.size());
    double least = 1;
    double most = 0;
    for (RgbImage crop : crops) {
      assertEquals(64, crop.width());
      assertEquals(48, crop.height());
      double width = (shade(crop, 63, 24, 0) - shade(crop, 0, 24, 0)) / 252.0;
      double height = (shade(crop, 32, 47, 1) - shade(crop, 32, 0, 1)) / 235.0;
      least = Math.min(least, width * height);
      most = Math.max(most, width * height);
    }
    assertTrue(least > 0.53 && least < 0.7, "the smallest shows " + least);
    assertTrue(most > 0.9 && most <= 1, "the largest shows " + most);
    assertArrayEquals(
        crops.get(7).rgb(), RandomCrops.of(photo(), 8, new SplittableRandom(1)).get(7).rgb());
  }

  private static int shade(RgbImage image, int x, int y, int channel) {
    return image.rgb()[(y * image.width() + x) * 3 + channel] & 0xff;
  }

  @ParameterizedTest
  @EnumSource(ClipWriter.class)
  void clipsShowThePhoto(ClipWriter writer) throws IOException {
    Path clip = writer.write(folder, "clip", List.of(photo(), photo(), photo()));
    try (VideoReader reader = VideoReader.open(clip, VideoReaderConfig.defaults())) {
      int frames = 0;
      while (reader.hasNext()) {
        byte[] shown = reader.next().image().rgb();
        double error = 0;
        for (int i = 0; i < shown.length; i++) {
          error += Math.abs((shown[i] & 0xff) - (photo().rgb()[i] & 0xff));
        }
        assertEquals(0, error / shown.length, writer == ClipWriter.LOSSLESS ? 0 : 6);
        frames++;
      }
      assertEquals(3, frames);
    }
  }
}
