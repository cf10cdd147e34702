package org.showtell.app.output.video;

import org.showtell.app.output.file.OutputRefusedException;

/** A place for results of videos that was looked at and found fit. Nothing has been changed yet. */
@FunctionalInterface
public interface VideoOutput {
  /**
   * Opens the place for writing.
   *
   * @param model the name of the model that the results are by
   * @throws OutputRefusedException if another run is writing there, or it cannot be written
   */
  VideoWriter open(String model) throws OutputRefusedException;
}
