package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OrientationTest {
  @Test
  void fourQuarterTurnsAreNoTurn() {
    for (int exif = 1; exif <= 8; exif++) {
      Orientation start = new Orientation(exif);
      Orientation turned = start;
      for (int i = 0; i < 4; i++) {
        turned = turned.thenQuarterTurnLeft();
      }
      assertEquals(start, turned);
    }
  }

  @Test
  void aQuarterTurnLeftIsExifEight() {
    assertEquals(new Orientation(8), Orientation.UPRIGHT.thenQuarterTurnLeft());
    assertEquals(
        new Orientation(3), Orientation.UPRIGHT.thenQuarterTurnLeft().thenQuarterTurnLeft());
    assertEquals(new Orientation(6), new Orientation(3).thenQuarterTurnLeft());
  }

  @Test
  void flipsAreExifTwoAndFour() {
    assertEquals(new Orientation(2), Orientation.UPRIGHT.thenFlipHorizontally());
    assertEquals(new Orientation(4), Orientation.UPRIGHT.thenFlipVertically());
    assertEquals(
        new Orientation(3), Orientation.UPRIGHT.thenFlipVertically().thenFlipHorizontally());
  }

  @Test
  void aFlipAfterATurnActsOnWhatIsSeen() {
    // Left turn = transpose, then top and bottom swapped; swapping those again leaves the
    // transposition.
    assertEquals(
        new Orientation(5), Orientation.UPRIGHT.thenQuarterTurnLeft().thenFlipVertically());
  }

  @Test
  void unknownNumbersAreUpright() {
    assertEquals(Orientation.UPRIGHT, Orientation.ofExif(0));
    assertEquals(Orientation.UPRIGHT, Orientation.ofExif(9));
    assertThrows(IllegalArgumentException.class, () -> new Orientation(9));
  }
}
