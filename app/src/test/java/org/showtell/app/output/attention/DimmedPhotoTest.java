package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.VisibleArea;

class DimmedPhotoTest {
  private static final Color COLOUR = AttentionSamples.COLOUR;
  private final BufferedImage photo = AttentionSamples.photo(80, 40);
  private final VisibleArea whole = VisibleArea.whole(80, 40);

  @Test
  void isBrightWhereTheMapIsAndDarkElsewhere() {
    BufferedImage dimmed = DimmedPhoto.of(photo, whole, AttentionSamples.spot(4, 4, 1, 2));
    // The middle of row 1 of 4 is at 15 of 40, that of column 2 of 4 at 50 of 80.
    assertBrightness(1, dimmed, 50, 15);
    assertBrightness(DimmedPhoto.NOT_LOOKED, dimmed, 5, 35);
    assertBrightness(DimmedPhoto.NOT_LOOKED, dimmed, 75, 2);
    assertBrightness((1 + DimmedPhoto.NOT_LOOKED) / 2, dimmed, 40, 15);
  }

  @Test
  void fallsSmoothly() {
    BufferedImage dimmed = DimmedPhoto.of(photo, whole, AttentionSamples.spot(4, 4, 1, 0));
    for (int x = 11; x < 80; x++) {
      int before = new Color(dimmed.getRGB(x - 1, 15)).getRed();
      int here = new Color(dimmed.getRGB(x, 15)).getRed();
      assertTrue(here <= before && before - here <= 10, x + ": " + before + " to " + here);
    }
  }

  @Test
  void showsAllOfThePhotoWhereTheModelLookedEverywhere() {
    BufferedImage dimmed = DimmedPhoto.of(photo, whole, AttentionSamples.even(7, 7));
    assertBrightness(1, dimmed, 0, 0);
    assertBrightness(1, dimmed, 79, 39);
    assertBrightness(1, dimmed, 33, 17);
  }

  @Test
  void whatACropCutsOffIsDarkest() {
    VisibleArea crop = new VisibleArea(20, 0, 40, 40);
    BufferedImage dimmed = DimmedPhoto.of(photo, crop, AttentionSamples.spot(2, 2, 0, 0));
    assertBrightness(DimmedPhoto.NOT_SEEN, dimmed, 19, 10);
    assertBrightness(1, dimmed, 20, 10);
    assertBrightness(1, dimmed, 29, 9);
    assertBrightness(DimmedPhoto.NOT_LOOKED, dimmed, 59, 30);
    assertBrightness(DimmedPhoto.NOT_SEEN, dimmed, 60, 30);
  }

  @Test
  void theBrightestPlaceIsBrightOnAPhotoSmallerThanTheGridToo() {
    BufferedImage dot =
        DimmedPhoto.of(
            AttentionSamples.photo(1, 1), VisibleArea.whole(1, 1), AttentionSamples.even(2, 2));
    assertBrightness(1, dot, 0, 0);
  }

  @Test
  void leavesThePhotoAsItIs() {
    DimmedPhoto.of(photo, whole, AttentionSamples.spot(2, 2, 0, 0));
    assertEquals(COLOUR.getRGB(), photo.getRGB(79, 39));
  }

  private static void assertBrightness(float expected, BufferedImage image, int x, int y) {
    Color colour = new Color(image.getRGB(x, y));
    assertEquals(expected * COLOUR.getRed(), colour.getRed(), 8, "red at " + x + "," + y);
    assertEquals(expected * COLOUR.getGreen(), colour.getGreen(), 5, "green at " + x + "," + y);
    assertEquals(expected * COLOUR.getBlue(), colour.getBlue(), 3, "blue at " + x + "," + y);
  }
}
