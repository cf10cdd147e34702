package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingStepTest {
  private static final TrainingSizes TOY = new TrainingSizes(3, 4, 5, 6, 50, 7);
  private static final int EPOCHS = 6;

  @Test
  void bothSidesHaveTheSameRecurrentParameters() {
    long gates = 4L * TOY.units() * (TOY.embedding() + TOY.units() + 1);
    long output = (TOY.units() + 1L) * TOY.vocabulary();
    try (TrainingStep showtell = new ShowtellTrainingStep(TOY, 1);
        TrainingStep peer = new PeerTrainingStep(TOY, 1)) {
      assertEquals(gates + output, showtell.recurrentParameters());
      assertEquals(gates + output, peer.recurrentParameters());
    }
  }

  @Test
  void showtellLearns() {
    try (TrainingStep step = new ShowtellTrainingStep(TOY, 1)) {
      learns(step);
    }
  }

  @Test
  void thePeerLearns() {
    try (TrainingStep step = new PeerTrainingStep(TOY, 1)) {
      learns(step);
    }
  }

  private static void learns(TrainingStep step) {
    double first = epochLoss(step);
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      epochLoss(step);
    }
    double last = epochLoss(step);

    assertEquals(Math.log(TOY.vocabulary()), first, 0.1);
    assertTrue(last < first, first + " became " + last);
  }

  private static double epochLoss(TrainingStep step) {
    double sum = 0;
    for (int i = 0; i < TrainingStep.BATCHES; i++) {
      sum += step.run();
    }
    return sum / TrainingStep.BATCHES;
  }
}
