package org.showtell.app.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;

/**
 * What happens beside a training loop, whatever it trains: the user is told, the best weights are
 * written as a bundle as soon as they are, and a checkpoint is left every few minutes.
 */
public final class TrainingProgress implements TrainingLoop.Listener {
  private static final long CHECKPOINT_NANOS = 300_000_000_000L;

  private final TrainingReport report;
  private final TrainingLoop loop;
  private final TrainingCheckpoint checkpoint;
  private final Bundle bundle;
  private final Supplier<String> summary;
  private Map<String, float[]> best = new LinkedHashMap<>();
  private long saved = System.nanoTime();

  /** Writes or replaces the bundle of a run. */
  @FunctionalInterface
  public interface Bundle {
    /**
     * @param weights by name
     * @param scored whether the last dev scores are those of these weights
     */
    void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
        throws IOException;
  }

  /**
   * @param summary of the last dev scores, for the line of an epoch
   */
  public TrainingProgress(
      TrainingReport report,
      TrainingLoop loop,
      TrainingCheckpoint checkpoint,
      Bundle bundle,
      Supplier<String> summary) {
    this.report = report;
    this.loop = loop;
    this.checkpoint = checkpoint;
    this.bundle = bundle;
    this.summary = summary;
  }

  /** Takes the loop to where the checkpoint left it. */
  public void resume() throws IOException {
    best = checkpoint.restore(loop);
    report.note("going on at epoch " + (loop.position().epoch() + 1));
  }

  /** Leaves a checkpoint, and a bundle even if no epoch was finished. */
  public void end(TrainingPosition position) throws IOException {
    save();
    if (best.isEmpty()) {
      bundle.write(loop.averagedWeights(), position, false);
    }
  }

  @Override
  public void onBatch(TrainingPosition position, int batches, double perSecond) throws IOException {
    report.batch(
        position.epoch() + 1,
        loop.epochs(),
        position.nextBatch(),
        batches,
        position.meanLoss(),
        perSecond);
    if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
      save();
    }
  }

  @Override
  public void onEpoch(
      TrainingPosition position,
      double meanLoss,
      double score,
      boolean isBest,
      Map<String, float[]> weights)
      throws IOException {
    if (isBest) {
      best = weights;
      bundle.write(best, position, true);
    }
    report.epoch(position.epoch(), meanLoss, summary.get(), isBest);
    save();
  }

  private void save() throws IOException {
    checkpoint.save(loop, best);
    saved = System.nanoTime();
  }
}
