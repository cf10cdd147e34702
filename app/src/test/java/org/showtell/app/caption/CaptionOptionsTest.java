package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CaptionOptionsTest {
  @Test
  void rejectsMoreCaptionsThanBeamsAndNamesTheWayOut() {
    String message = rejection(() -> options(3, 5, false, 1, 0, 1));
    assertTrue(message.contains("use --num-beams 5"), message);
    assertDoesNotThrow(() -> options(3, 5, true, 1, 0, 1));
    assertDoesNotThrow(() -> options(5, 5, false, 1, 0, 1));
  }

  @Test
  void rejectsNumbersOutsideTheirRangeAndNamesThem() {
    assertTrue(rejection(() -> options(0, 1, false, 1, 0, 1)).contains("it is 0"));
    assertTrue(rejection(() -> options(3, 1, true, 0, 0, 1)).contains("--temperature"));
    assertTrue(rejection(() -> options(3, 1, true, 1, -1, 1)).contains("--top-k"));
    assertTrue(rejection(() -> options(3, 1, true, 1, 0, 1.5)).contains("--top-p"));
  }

  @Test
  void certaintyOfAGenderIsAShareOfTwo() {
    assertTrue(rejection(() -> certain(0.49)).contains("0.5 to 1, but it is 0.49"));
    assertTrue(rejection(() -> certain(1.01)).contains("it is 1.01"));
    assertDoesNotThrow(() -> certain(1));
  }

  private static CaptionOptions certain(double share) {
    return new CaptionOptions("starter", 3, 1, 20, null, share, false, 1, 0, 1, 0, 1);
  }

  private static String rejection(Runnable options) {
    return assertThrows(IllegalArgumentException.class, options::run).getMessage();
  }

  private static CaptionOptions options(
      int beams, int captions, boolean sample, double temperature, int topK, double topP) {
    return new CaptionOptions(
        "starter", beams, captions, 20, 1.0, 0.5, sample, temperature, topK, topP, 1, 2);
  }
}
