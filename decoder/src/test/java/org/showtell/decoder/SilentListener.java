package org.showtell.decoder;

import java.util.Map;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;

/** Hears of a training and says nothing. */
public final class SilentListener implements TrainingLoop.Listener {
  @Override
  public void onBatch(TrainingPosition position, int batches, double perSecond) {}

  @Override
  public void onEpoch(
      TrainingPosition position,
      double meanLoss,
      double score,
      boolean best,
      Map<String, float[]> weights) {}
}
