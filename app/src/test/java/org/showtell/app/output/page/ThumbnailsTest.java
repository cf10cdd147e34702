package org.showtell.app.output.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.showtell.app.input.Preview;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VisibleArea;

class ThumbnailsTest {
  private final Thumbnails thumbnails = new Thumbnails();

  @Test
  void shrinksToTheLongerSideAndKeepsTheColours() throws IOException {
    BufferedImage photo = new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < photo.getHeight(); y++) {
      for (int x = 0; x < photo.getWidth(); x++) {
        photo.setRGB(x, y, (y < 600 ? Color.RED : Color.BLUE).getRGB());
      }
    }
    Preview preview = thumbnails.preview(png(photo), "photo.png").orElseThrow();
    assertEquals(300, preview.width());
    assertEquals(400, preview.height());
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(preview.data()));
    assertEquals(300, small.getWidth());
    assertEquals(255, new Color(small.getRGB(150, 50)).getRed(), 6);
    assertEquals(255, new Color(small.getRGB(150, 350)).getBlue(), 6);
  }

  @Test
  void doesNotEnlarge() throws IOException {
    BufferedImage dot = new BufferedImage(1, 2, BufferedImage.TYPE_INT_RGB);
    Preview preview = thumbnails.preview(png(dot), "dot.png").orElseThrow();
    assertEquals(1, preview.width());
    assertEquals(2, preview.height());
  }

  @Test
  void saysWhichPartTheModelSees() throws IOException {
    Preprocessing vgg = Preprocessing.vgg();
    Preprocessing crop =
        new Preprocessing(224, 224, ResizeRule.CENTER_CROP, vgg.channels(), vgg.mean(), vgg.std());
    byte[] photo = png(new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB));
    Preview cropped = new Thumbnails(Optional.of(crop)).preview(photo, "p.png").orElseThrow();
    assertEquals(new VisibleArea(100, 0, 200, 200), cropped.seen());
    Preview squashed = new Thumbnails(Optional.of(vgg)).preview(photo, "p.png").orElseThrow();
    assertEquals(new VisibleArea(0, 0, 400, 200), squashed.seen());
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThrows(IOException.class, () -> thumbnails.preview(new byte[0], "empty.jpg"));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
