package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionRecordTest {
  private static final ScoredCaption DOG = new ScoredCaption("a dog", -0.5);
  private static final ScoredCaption CAT = new ScoredCaption("a cat", -0.7);

  @Test
  void takesItsCaptionFromTheBest() {
    CaptionRecord record =
        CaptionRecord.captioned(
            "a.jpg", new PhotoCaptions(List.of(DOG, CAT)), "starter", ScoreFloor.NONE);
    assertEquals("a dog", record.caption());
    assertEquals(-0.5, record.score());
    assertFalse(record.isFailed());
  }

  @Test
  void aFailedRecordHasNoCaption() {
    CaptionRecord record = CaptionRecord.failed("a.jpg", "starter", "not an image");
    assertNull(record.caption());
    assertNull(record.score());
    assertTrue(record.captions().isEmpty());
    assertTrue(record.isFailed());
  }

  @Test
  void aDoubtfulRecordHasAScoreAndNoCaption() {
    PhotoCaptions both = new PhotoCaptions(List.of(DOG, CAT));
    CaptionRecord none = CaptionRecord.captioned("a.jpg", both, "m", new ScoreFloor(-0.4));
    assertNull(none.caption());
    assertEquals(-0.5, none.score());
    assertTrue(none.isDoubtful() && !none.isFailed());
    CaptionRecord one = CaptionRecord.captioned("a.jpg", both, "m", new ScoreFloor(-0.6));
    assertEquals(List.of(DOG), one.captions());
    assertFalse(one.isDoubtful());
  }

  @Test
  void ofARankingByLengthTheBestThatIsGoodEnoughIsFirst() {
    PhotoCaptions ranked = new PhotoCaptions(List.of(CAT, DOG));
    CaptionRecord record = CaptionRecord.captioned("a.jpg", ranked, "m", new ScoreFloor(-0.6));
    assertEquals("a dog", record.caption());
    assertEquals(-0.5, record.score());
  }

  @Test
  void aCaptionStaysWhereItCouldNotBePutIntoThePhoto() {
    CaptionRecord record =
        new CaptionRecord("a", "a dog", -0.5, List.of(DOG), List.of(), "m", null).withError("full");
    assertEquals("a dog", record.caption());
    assertEquals("full", record.error());
    assertFalse(record.isFailed() || record.isDoubtful());
  }

  @Test
  void rejectsAMixtureOfBoth() {
    List<ScoredCaption> dog = List.of(DOG);
    assertThrows(
        IllegalArgumentException.class,
        () -> new CaptionRecord("a", "a dog", -0.5, List.of(), List.of(), "m", "error"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CaptionRecord("a", "a cat", -0.5, dog, List.of(), "m", null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CaptionRecord("a", null, null, List.of(), List.of(), "m", null));
  }

  @Test
  void rejectsAScoreThatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> new ScoredCaption("a dog", Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new PhotoCaptions(List.of()));
  }
}
