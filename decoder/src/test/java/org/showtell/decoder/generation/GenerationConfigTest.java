package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GenerationConfigTest {
  @Test
  void contradictionsAreRefusedWithTheWayOut() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> GenerationConfig.defaults().withNumReturnSequences(4));
    assertEquals(
        "numReturnSequences must be at most numBeams (3), but got 4; raise numBeams or sample",
        refused.getMessage());
  }

  @Test
  void valuesOutsideTheirRangeAreRefused() {
    GenerationConfig defaults = GenerationConfig.defaults();
    assertThrows(IllegalArgumentException.class, () -> defaults.withNumBeams(0));
    assertThrows(IllegalArgumentException.class, () -> defaults.withTokens(5, 4));
    assertThrows(IllegalArgumentException.class, () -> defaults.withSampling(0, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> defaults.withSampling(1, 0, 1.1, 1));
    assertThrows(IllegalArgumentException.class, () -> defaults.withLengthPenalty(Double.NaN));
  }

  @Test
  void searchFollowsTheConfiguration() {
    GenerationConfig defaults = GenerationConfig.defaults();
    assertTrue(CaptionSearch.of(defaults) instanceof BeamSearch);
    assertTrue(CaptionSearch.of(defaults.withNumBeams(1)) instanceof GreedySearch);
    assertTrue(CaptionSearch.of(defaults.withSampling(1, 0, 1, 1)) instanceof SamplingSearch);
  }
}
