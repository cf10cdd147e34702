package org.showtell.app.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellSearchTest {
  @Test
  void findsTheCellThatFollowsQuotes() {
    List<String> symbols = List.of("a", " \"", "b", "\"", " c");
    float[][] activations = {{1, 0}, {-1, 0.5f}, {1, 0.6f}, {-1, 0.5f}, {1, -0.1f}};
    CellSearch search = new CellSearch(new CellTrace(symbols, activations));
    CellSearch.Found best = search.best(TextProperty.Named.QUOTE, 1).get(0);
    assertEquals(1, best.cell());
    assertEquals(0.98, best.correlation(), 0.02);
  }

  @Test
  void propertiesAreWhatTheirNamesSay() {
    assertArrayEquals(new float[] {0, 1, 2, 0, 1}, TextProperty.Named.LINE_LENGTH.of("ab\ncd"));
    assertArrayEquals(new float[] {1, 2, 0, 1}, TextProperty.Named.WORD_LENGTH.of("ab c"));
    assertArrayEquals(new float[] {0, 1, 2, 2, 1, 0}, TextProperty.Named.BRACKETS.of("a([])b"));
    assertArrayEquals(new float[] {1, 0, 1}, TextProperty.Named.CAPITALS.of("AbC"));
    assertArrayEquals(new float[] {0, 1, 1, 0}, TextProperty.named("regex:l+").of("allo"));
    assertThrows(IllegalArgumentException.class, () -> TextProperty.named("none"));
    assertThrows(IllegalArgumentException.class, () -> TextProperty.named("regex:("));
  }

  @Test
  void correlationOfWhatDoesNotVaryIsZero() {
    assertEquals(0, CellSearch.correlation(new float[] {1, 1}, new float[] {0, 1}));
    assertEquals(-1, CellSearch.correlation(new float[] {1, 0}, new float[] {0, 1}), 1e-9);
  }
}
