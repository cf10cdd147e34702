package org.showtell.app.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.pipeline.MediaPreparation.Prepared;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;

class PhotoPreparationTest {
  private static final Preprocessing PREPROCESSING = EncoderPreset.named("starter").preprocessing();

  @TempDir Path folder;

  private Prepared prepare(boolean mirrored, boolean known) throws IOException {
    try (ImageSource source = ImageSource.open(folder)) {
      return new PhotoPreparation(source, PREPROCESSING, mirrored)
          .prepare("noise.png", content -> known);
    }
  }

  /** As large as the network's input, so that nothing is resized. */
  private void drawNoise() throws IOException {
    BufferedImage image =
        new BufferedImage(
            PREPROCESSING.width(), PREPROCESSING.height(), BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve("noise.png").toFile());
  }

  @Test
  void mirroredPhotoHasItsColumnsInTheOtherOrderAndAContentOfItsOwn() throws IOException {
    drawNoise();
    Prepared plain = prepare(false, false);
    Prepared mirrored = prepare(true, false);
    float[] pixels = plain.pictures().get(0);
    float[] seen = mirrored.pictures().get(0);
    int width = PREPROCESSING.width();
    for (int i = 0; i < pixels.length; i++) {
      int row = i / (3 * width);
      int x = i / 3 % width;
      int channel = i % 3;
      assertEquals(pixels[i], seen[(row * width + width - 1 - x) * 3 + channel]);
    }
    assertNotEquals(plain.content(), mirrored.content());
  }

  @Test
  void photoWhoseFeaturesAreKnownIsNotDecoded() throws IOException {
    Files.write(folder.resolve("noise.png"), new byte[] {1, 2, 3});
    assertTrue(prepare(true, true).pictures().isEmpty());
  }
}
