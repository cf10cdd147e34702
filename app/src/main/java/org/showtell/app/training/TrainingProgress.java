package org.showtell.app.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;

/**
 * The training loop of a run, whatever it trains: the user is told, the best weights are written as
 * a bundle at once, and a checkpoint is written every few minutes. A run that is stopped leaves the
 * best model so far and a checkpoint from which it resumes bit-exactly.
 */
public final class TrainingProgress implements TrainingLoop.Listener {
  private static final long CHECKPOINT_NANOS = 300_000_000_000L;

  private final TrainingReport report;
  private final TrainingLoop loop;
  private final TrainingCheckpoint checkpoint;
  private final Model model;
  private Map<String, float[]> best = new LinkedHashMap<>();
  private long saved = System.nanoTime();

  /** What is trained, by its weights. */
  public interface Model {
    /** The score on dev; higher is better. */
    double score(Map<String, float[]> weights) throws IOException;

    /** The score that was returned last, and what it is made of, for the line of an epoch. */
    String summary(double score);

    /**
     * Writes or replaces the bundle.
     *
     * @param scored whether the last score on dev, which is the position's best, is theirs
     */
    void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
        throws IOException;
  }

  /** The progress of a loop. */
  public TrainingProgress(
      TrainingReport report, TrainingLoop loop, TrainingCheckpoint checkpoint, Model model) {
    this.report = report;
    this.loop = loop;
    this.checkpoint = checkpoint;
    this.model = model;
  }

  /**
   * Trains, from the checkpoint if the run resumes. The bundle is written even if no epoch is
   * finished.
   *
   * @param stop asked after each batch
   * @return where the run ended
   */
  public TrainingPosition run(boolean resume, BooleanSupplier stop) throws IOException {
    if (resume) {
      best = checkpoint.restore(loop);
      report.note("going on at epoch " + (loop.position().epoch() + 1));
    }
    TrainingPosition end = loop.run(model::score, this, stop);
    save();
    if (best.isEmpty()) {
      model.write(loop.averagedWeights(), end, false);
    }
    return end;
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
      model.write(best, position, true);
    }
    report.epoch(position.epoch(), meanLoss, model.summary(score), isBest);
    save();
  }

  private void save() throws IOException {
    checkpoint.save(loop, best);
    saved = System.nanoTime();
  }
}
