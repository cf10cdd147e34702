package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.showtell.decoder.training.TrainerConfig.Optimiser;
import org.showtell.decoder.training.TrainerConfig.Regularisation;
import org.showtell.decoder.training.TrainerConfig.Schedule;
import org.showtell.decoder.training.TrainerConfig.Stopping;

class ScheduleTest {
  private static TrainerConfig config(int epochs) {
    return new TrainerConfig(
        8,
        new Optimiser(1e-3, 0.5, 10, 5, Schedule.COSINE, 0),
        new Regularisation(0, 0.9),
        new Stopping(epochs, 0),
        7);
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
        new TrainerConfig(
                8,
                new Optimiser(1e-3, 1, 0, 5, Schedule.DECAY, 0.01),
                new Regularisation(0, 0),
                new Stopping(1, 0),
                1)
            .unusual());
  }

  @Test
  void weightsThatWouldDecayToNothingAreRefused() {
    for (double decay : new double[] {1, -0.1}) {
      assertEquals(
          "weightDecay must be in [0, 1), but got " + decay,
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Optimiser(1e-3, 1, 0, 5, Schedule.DECAY, decay))
              .getMessage());
    }
  }

  /** Models keep this line: it must not change with the record's layout. */
  @Test
  void isWrittenInOneFlatLine() {
    assertEquals(
        "TrainerConfig[epochs=4, batchSize=8, learningRate=0.001, learningRateDecay=0.5,"
            + " warmupSteps=10, clipNorm=5.0, labelSmoothing=0.0, averageDecay=0.9, patience=0,"
            + " maxMinutes=Infinity, seed=7, attention=AttentionObjective[coverage=0.0,"
            + " reward=1.0, entropy=0.002, baselineDecay=0.9, sampled=0.5], schedule=COSINE,"
            + " weightDecay=0.0]",
        config(4).toString());
  }
}
