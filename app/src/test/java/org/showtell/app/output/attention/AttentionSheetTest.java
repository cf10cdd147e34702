package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionSheetTest {
  private static final int[][] SHAPES = {{400, 300}, {225, 400}, {400, 20}, {3, 400}, {1, 1}};

  @Test
  void nothingOverlapsAndAllIsInside() {
    for (int[] shape : SHAPES) {
      for (int cells : new int[] {1, 2, 5, 6, 13, 40}) {
        AttentionSheet sheet = AttentionSheet.of(shape[0], shape[1], 130, 34, cells);
        Rectangle paper = new Rectangle(sheet.width(), sheet.height());
        List<Rectangle> parts = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
          parts.add(sheet.photo(i));
          parts.add(sheet.band(i));
        }
        for (Rectangle part : parts) {
          assertTrue(paper.contains(part), part + " on " + sheet);
          for (Rectangle other : parts) {
            assertFalse(other != part && part.intersects(other), part + " and " + other);
          }
        }
      }
    }
  }

  @Test
  void aLongCaptionWrapsToRowsThatAScreenShows() {
    AttentionSheet sheet = AttentionSheet.of(400, 300, 100, 34, 21);
    assertTrue(sheet.rows() > 1, sheet.toString());
    assertTrue(sheet.width() <= 1600, sheet.width() + " wide");
    assertTrue(sheet.columns() * sheet.rows() >= 21, sheet.toString());
    assertEquals(sheet.band(0).y, sheet.band(sheet.columns() - 1).y);
    assertTrue(sheet.photo(sheet.columns()).y > sheet.band(0).getMaxY());
  }

  @Test
  void rowsAreAboutEquallyLong() {
    AttentionSheet sheet = AttentionSheet.of(400, 300, 100, 34, 6);
    assertEquals(3, sheet.columns(), sheet.toString());
    assertEquals(2, sheet.rows(), sheet.toString());
  }

  @Test
  void keepsTheShapeOfThePhoto() {
    Rectangle photo = AttentionSheet.of(400, 300, 100, 34, 5).photo(3);
    assertEquals(280, photo.width);
    assertEquals(210, photo.height);
    assertEquals(280, AttentionSheet.of(3, 4, 100, 34, 5).photo(3).height, "small ones are grown");
  }

  @Test
  void aWordIsAsWideAsItNeedsOnANarrowPhoto() {
    AttentionSheet sheet = AttentionSheet.of(100, 400, 150, 34, 4);
    assertEquals(150, sheet.band(2).width);
    assertEquals(70, sheet.photo(2).width);
    assertEquals(sheet.band(2).getCenterX(), sheet.photo(2).getCenterX(), 0.5);
    assertTrue(AttentionSheet.of(100, 400, 9999, 34, 4).band(2).width <= 280, "but not wider");
  }

  @Test
  void anEndlessCaptionDoesNotFillTheMemory() {
    AttentionSheet sheet = AttentionSheet.of(400, 400, 100, 34, 2000);
    long pixels = (long) sheet.width() * sheet.height();
    assertTrue(pixels < 40_000_000, pixels + " pixels");
    assertTrue(sheet.height() < 65_500, "JPEG has no taller ones than 65,500: " + sheet.height());
  }
}
