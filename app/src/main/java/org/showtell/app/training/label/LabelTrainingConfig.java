package org.showtell.app.training.label;

import org.showtell.app.training.TrainingFiles;
import org.showtell.app.video.FrameChoice;
import org.showtell.decoder.Stack;
import org.showtell.decoder.label.LabelScope;
import org.showtell.decoder.training.TrainerConfig;

/**
 * One {@code train label} run.
 *
 * @param frames which frames of a video are read
 */
public record LabelTrainingConfig(
    TrainingFiles files, Network network, FrameChoice frames, TrainerConfig trainer) {

  /** U, the layers, in how many directions, what gets a label, and dropout. */
  public record Network(
      int units, Stack stack, boolean bidirectional, LabelScope scope, double dropout) {}

  /** What must be equal for a run to resume. */
  String fingerprint(String data, String encoder) {
    return "labels "
        + data
        + "\nencoder "
        + encoder
        + "\n"
        + network
        + "\n"
        + frames
        + "\n"
        + trainer.fingerprint()
        + files.data().fingerprint();
  }
}
