package org.showtell.app.training.keywords;

import java.util.Locale;
import java.util.Map;
import org.showtell.app.training.TrainingReport;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;

/** Tells how the detectors of all folds get on. */
final class DetectorProgress implements TrainingLoop.Listener {
  private final TrainingReport report;
  private static final int EPOCHS = WordLearning.EPOCHS;

  private final int detectors;
  private int done;

  DetectorProgress(TrainingReport report, int detectors) {
    this.report = report;
    this.detectors = detectors;
  }

  @Override
  public void onBatch(TrainingPosition position, int batches, double perSecond) {
    report.batch(
        position.epoch() + 1,
        EPOCHS,
        position.nextBatch(),
        batches,
        position.meanLoss(),
        perSecond);
  }

  @Override
  public void onEpoch(
      TrainingPosition position,
      double meanLoss,
      double score,
      boolean best,
      Map<String, float[]> weights) {
    if (position.finished()) {
      done++;
      report.note(
          String.format(
              Locale.ROOT, "word detector %d of %d: loss %.3f a photo", done, detectors, meanLoss));
    }
  }
}
