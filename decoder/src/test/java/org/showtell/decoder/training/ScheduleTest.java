package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.showtell.nn.optim.Schedule;

class ScheduleTest {
  private static TrainerConfig config(int epochs) {
    return new TrainerConfig(epochs, 8, 1e-3, 0.5, 10, 5, 0, 0.9, 0, Double.POSITIVE_INFINITY, 7)
        .withOptimiser(Schedule.COSINE, 0);
  }

  @Test
  void theCosineRisesAndFallsToZeroOverAllEpochs() {
    TrainerConfig config = config(4);
    assertEquals(1e-4, config.rate(0, 0, 100), 1e-12);
    assertEquals(1e-3 * (1 + Math.cos(Math.PI / 4)) / 2, config.rate(1, 100, 100), 1e-12);
    assertEquals(5e-4, config.rate(2, 200, 100), 1e-12);
    assertEquals(0, config.rate(3, 399, 100), 2e-8);
    assertEquals(0, config.rate(3, 405, 100), "more was drawn than expected");
  }

  @Test
  void theCosineOverEnoughEpochsCountsThoseThatAreMade() {
    assertEquals(5e-4, config(0).rate(20, 2000, 200), 1e-12);
  }

  @Test
  void aCheckpointKnowsWhatIsUnusual() {
    assertEquals("", TrainerConfig.defaults().unusual());
    assertEquals("\ncosine over 4 epochs", config(4).unusual());
    assertEquals(
        "\nweight decay 0.01",
        TrainerConfig.defaults().withOptimiser(Schedule.DECAY, 0.01).unusual());
  }

  @Test
  void weightsThatWouldDecayToNothingAreRefused() {
    TrainerConfig config = config(4);
    assertThrows(IllegalArgumentException.class, () -> config.withOptimiser(Schedule.DECAY, 1));
    assertThrows(IllegalArgumentException.class, () -> config.withOptimiser(Schedule.DECAY, -0.1));
  }
}
