package org.showtell.app.training.sequence;

import java.nio.file.Path;
import org.showtell.app.training.TrainingFiles;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.Stack;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.nn.Check;

/** One {@code train sequence} run. */
public record SequenceTrainingConfig(
    Data data,
    Network network,
    TrainerConfig trainer,
    TrainingFiles.Output output,
    TrainingFiles.Checkpoint checkpoint) {

  /**
   * The pairs.
   *
   * @param train lines of an input, a tab and an output
   * @param dev the same to measure on; null to hold out a share of {@code train}
   * @param heldOut that share, in (0, 0.5]
   * @param level what a symbol is
   */
  public record Data(Path train, Path dev, double heldOut, TextVocabulary.Level level) {
    /** Checks the share. */
    public Data {
      Check.that(heldOut > 0 && heldOut <= 0.5, "heldOut must be in (0, 0.5]", heldOut);
    }
  }

  /** E, U, the layers, how the input is read, and dropout. */
  public record Network(
      int embedding,
      int units,
      Stack stack,
      boolean reverse,
      boolean bidirectional,
      boolean attention,
      double dropout) {}

  /** What must be equal for a run to resume. */
  String fingerprint(String pairs) {
    return "pairs %s%n%s%n%s".formatted(pairs, network, trainer.fingerprint());
  }
}
