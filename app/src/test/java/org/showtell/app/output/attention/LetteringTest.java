package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.showtell.app.output.file.OutputRefusedException;

class LetteringTest {
  @Test
  void aMachineWithoutFontsIsToldWhatToInstall() {
    OutputRefusedException e =
        assertThrows(
            OutputRefusedException.class,
            () ->
                Lettering.check(
                    () -> {
                      throw new InternalError(
                          "wrapped", new IllegalStateException("Fontconfig head is null\nmore"));
                    }));
    assertTrue(e.getMessage().contains("fonts-dejavu-core"), e.getMessage());
    assertTrue(e.getMessage().contains("Fontconfig head is null"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertThrows(
        OutputRefusedException.class,
        () ->
            Lettering.check(
                () -> {
                  throw new UnsatisfiedLinkError("libfreetype.so.6");
                }));
  }

  @Test
  void thisMachineWrites() {
    assertDoesNotThrow(() -> Lettering.check());
  }

  @Test
  void aWordThatIsTooLongIsCutInsideItsPlace() {
    BufferedImage picture = new BufferedImage(200, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 200, 60);
    Lettering.write(graphics, "w".repeat(300), new Rectangle(50, 10, 100, 40));
    graphics.dispose();
    int inside = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 200; x++) {
        boolean ink = picture.getRGB(x, y) != Color.WHITE.getRGB();
        boolean place = x >= 50 && x < 150 && y >= 10 && y < 50;
        assertTrue(place || !ink, "ink at " + x + "," + y);
        inside += ink ? 1 : 0;
      }
    }
    assertTrue(inside > 100, inside + " pixels of ink");
  }
}
