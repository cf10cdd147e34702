package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderConfigTest {
  private static final DecoderConfig BASE =
      new DecoderConfig(
          new DecoderConfig.Sizes(500, 200, 64, 96), CellType.LSTM, Injection.FIRST_INPUT, 0);

  @ParameterizedTest
  @CsvSource({
    "VANILLA,FIRST_INPUT,1",
    "MUT1,FIRST_INPUT,1",
    "GRU,EVERY_STEP_AND_STATE,1",
    "LSTM,MERGE,1",
    "LSTM,FIRST_INPUT,4"
  })
  void unitsAreChosenForAnEqualNumberOfParameters(CellType cell, Injection injection, int layers) {
    long wanted = BASE.parameterCount();
    int embedding = cell.addsInput() ? 96 : 64;
    DecoderConfig config =
        new DecoderConfig(new DecoderConfig.Sizes(500, 200, embedding, 96), cell, injection, 0)
            .withLayers(layers)
            .withParameters(wanted);
    assertEquals(wanted, config.parameterCount(), 0.02 * wanted);
    assertTrue(config.units() != 96);
    assertEquals(cell.addsInput() ? config.units() : 64, config.embeddingSize());
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(1))) {
      assertEquals(config.parameterCount(), network.parameters().count());
    }
  }

  @Test
  void unitsStayWhereTheNumberIsTheirs() {
    assertEquals(BASE, BASE.withParameters(BASE.parameterCount()));
  }

  @Test
  void refusesFewerParametersThanOneUnitHas() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BASE.withParameters(100));
    assertEquals("parameters must be at least 46128 here, but got 100", e.getMessage());
  }
}
