package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionedImageTest {

  @Test
  void tidyingLeavesSingleBlanksOnly() {
    assertEquals("A dog runs", CaptionedImage.tidy("A dog runs"));
    assertEquals("A dog runs.", CaptionedImage.tidy(" A dog\r\n\truns.\u00a0 "));
    assertEquals("Café ’s", CaptionedImage.tidy("Café  ’s"));
    assertEquals("", CaptionedImage.tidy(" \n"));
    assertEquals("", CaptionedImage.tidy(""));
  }

  @Test
  void refusesAnImageWithoutNameOrCaption() {
    List<String> captions = List.of("x");
    assertThrows(IllegalArgumentException.class, () -> new CaptionedImage(" ", "a", captions));
    assertThrows(IllegalArgumentException.class, () -> new CaptionedImage("1", "", captions));
    assertThrows(IllegalArgumentException.class, () -> new CaptionedImage("1", "a", List.of()));
  }

  @Test
  void keepsItsOwnCopyOfTheCaptions() {
    List<String> captions = new ArrayList<>(List.of("x"));
    CaptionedImage image = new CaptionedImage("1", "a", captions);
    captions.add("y");
    assertEquals(List.of("x"), image.captions());
  }
}
