package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.app.caption.CaptionOptions.Sampling;
import org.showtell.app.caption.CaptionOptions.Search;
import org.showtell.decoder.generation.GenerationConfig;

class CaptionOptionsTest {
  private static final GenerationConfig MODEL =
      GenerationConfig.captions().withNumBeams(5).withTokens(1, 7).withLengthPenalty(0.5);

  @Test
  void whatTheUserLeavesOutIsTheModelsOwn() {
    GenerationConfig search = Search.ofModel().over(MODEL);
    assertEquals(5, search.numBeams());
    assertEquals(7, search.lengths().maxNewTokens());
    assertEquals(0.5, search.lengths().lengthPenalty());
    assertEquals(1, search.numReturnSequences());
    assertNull(search.sampling());
  }

  @Test
  void whatTheUserChoosesGoesBeforeTheModelsOwn() {
    GenerationConfig search = new Search(2, 2, 30, 0.7, 0.5, null).over(MODEL);
    assertEquals(2, search.numBeams());
    assertEquals(30, search.lengths().maxNewTokens());
    assertEquals(0.7, search.lengths().lengthPenalty());
    assertEquals(2, search.numReturnSequences());
  }

  @Test
  void samplingReturnsAnyNumberOfCaptions() {
    GenerationConfig search =
        new Search(null, 8, null, null, 0.5, new Sampling(0.5, 7, 0.9, 3)).over(MODEL);
    assertNotNull(search.sampling());
    assertEquals(8, search.numReturnSequences());
    assertEquals(7, search.lengths().maxNewTokens());
  }

  @Test
  void rejectsMoreCaptionsThanBeamsAndNamesTheWayOut() {
    String message = rejection(() -> options(3, 5, null));
    assertTrue(message.contains("use numBeams 5"), message);
    assertDoesNotThrow(() -> options(3, 5, new Sampling(1, 0, 1, 1)));
    assertDoesNotThrow(() -> options(5, 5, null));
    Search six = options(null, 6, null);
    message = rejection(() -> six.over(MODEL));
    assertTrue(message.contains("at most numBeams (5), but got 6"), message);
  }

  @Test
  void rejectsNumbersOutsideTheirRangeAndNamesThem() {
    assertTrue(rejection(() -> options(0, 1, null)).contains("got 0"));
    assertTrue(rejection(() -> options(3, 0, null)).contains("numCaptions must be at least 1"));
    assertTrue(rejection(() -> new Search(3, 1, 0, null, 0.5, null)).contains("maxTokens must"));
    assertTrue(rejection(() -> options(3, 1, new Sampling(0, 0, 1, 1))).contains("temperature"));
    assertTrue(rejection(() -> options(3, 1, new Sampling(1, -1, 1, 1))).contains("topK"));
    assertTrue(rejection(() -> options(3, 1, new Sampling(1, 0, 1.5, 1))).contains("topP"));
  }

  @Test
  void certaintyOfAGenderIsAShareOfTwo() {
    assertTrue(rejection(() -> certain(0.49)).contains("0.5 to 1, but got 0.49"));
    assertTrue(rejection(() -> certain(1.01)).contains("got 1.01"));
    assertDoesNotThrow(() -> certain(1));
  }

  private static Search certain(double share) {
    return new Search(3, 1, 20, null, share, null);
  }

  private static String rejection(Runnable options) {
    return assertThrows(IllegalArgumentException.class, options::run).getMessage();
  }

  private static Search options(Integer beams, int captions, Sampling sampling) {
    return new Search(beams, captions, 20, 1.0, 0.5, sampling);
  }
}
