package org.showtell.app.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.ImageSource;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

class DecodedImagesTest {
  private static final int SIZE = 8;
  private static final Preprocessing PREPROCESSING = Preprocessing.imagenet(SIZE);

  @TempDir private Path folder;
  private final RecordedReport report = new RecordedReport();
  private DecodedImages images;

  @BeforeEach
  void read() throws IOException {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 400; i++) {
      image.setRGB(i % 20, i / 20, new Color(i / 2, 255 - i / 2, i % 20 * 10).getRGB());
    }
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    Files.writeString(folder.resolve("b.png"), "no image");
    try (ImageSource source = ImageSource.open(folder)) {
      images = DecodedImages.read(List.of("a.png", "b.png"), source, PREPROCESSING, report);
    }
  }

  @Test
  void pixelsAreThoseOfThePreprocessing() throws IOException {
    float[] expected =
        new ImagePreprocessor(PREPROCESSING)
            .apply(
                new ImageReader(ImageReaderConfig.defaults().withTarget(PREPROCESSING))
                    .read(Files.readAllBytes(folder.resolve("a.png")), "a.png"));
    assertArrayEquals(expected, images.batch(0).values());
  }

  @Test
  void fileThatCannotBeReadIsNamedAndBlack() {
    assertTrue(images.has(0));
    assertFalse(images.has(1));
    assertTrue(report.notes.toString().contains("b.png"), report.notes.toString());
    assertEquals(0, images.batch(1).values()[0]);
  }

  @Test
  void movedImageIsFilledAtItsEdgesAndNeverMirrored() {
    float[] still = images.batch(0).values();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      float[] moved = images.batch(new int[] {0}, 2, false, random).values();
      assertTrue(isMoved(still, moved), "a move by at most 2 pixels gives every number");
    }
  }

  private static boolean isMoved(float[] still, float[] moved) {
    for (int right = -2; right <= 2; right++) {
      for (int down = -2; down <= 2; down++) {
        if (equal(still, moved, right, down)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean equal(float[] still, float[] moved, int right, int down) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      int x = Math.min(SIZE - 1, Math.max(0, i % SIZE - right));
      int y = Math.min(SIZE - 1, Math.max(0, i / SIZE - down));
      if (moved[3 * i] != still[3 * (y * SIZE + x)]) {
        return false;
      }
    }
    return true;
  }
}
