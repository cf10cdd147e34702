package org.showtell.decoder.training;

import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.decoder.CaptionNetwork;

/**
 * Trains a caption network: epochs over the captions or images, a dev score after each, early
 * stopping on it.
 *
 * <p>Resumes to the bit, as its {@link TrainingLoop} does. Not thread-safe; closing frees the
 * optimiser, not the network.
 */
public final class CaptionTrainer implements AutoCloseable {
  private final CaptionNetwork network;
  private final TrainingLoop loop;

  /** A trainer at the start of a run. */
  public CaptionTrainer(CaptionNetwork network, TrainerConfig config, TrainingExamples examples) {
    this(network, config, new CaptionTask(network, config, examples));
  }

  /** A trainer of something else than the captions' words, {@link SelfCriticalTask} say. */
  public CaptionTrainer(CaptionNetwork network, TrainerConfig config, TrainingLoop.Task task) {
    this.network = network;
    loop = new TrainingLoop(network.parameters(), config, task);
  }

  /** Scores a network's free-running sentences on dev; higher is better. */
  @FunctionalInterface
  public interface DevScore {
    /** The score of the weights as they are. */
    double of(CaptionNetwork network) throws IOException;
  }

  /**
   * Trains until the epochs, the patience or the minutes are used up, or {@code stop} says so.
   *
   * @param stop asked after each batch; when true the run ends at once and may be resumed
   * @return where the run is
   * @throws TrainingDivergedException if the loss is no longer a number
   */
  public TrainingPosition run(
      DevScore devScore, TrainingLoop.Listener listener, BooleanSupplier stop) throws IOException {
    return loop.run(weights -> score(devScore, weights), listener, stop);
  }

  private double score(DevScore devScore, Map<String, float[]> weights) throws IOException {
    try (CaptionNetwork averaged = CaptionNetwork.restore(network.config(), weights)) {
      return devScore.of(averaged);
    }
  }

  /** The moving average of the weights, by name: what a model is stored with. */
  public Map<String, float[]> averagedWeights() {
    return loop.averagedWeights();
  }

  /** Passes over the data at most. */
  public int epochs() {
    return loop.epochs();
  }

  /** Where the run is. */
  public TrainingPosition position() {
    return loop.position();
  }

  /** The state of the run, for checkpoints. */
  public TrainingLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    loop.close();
  }
}
