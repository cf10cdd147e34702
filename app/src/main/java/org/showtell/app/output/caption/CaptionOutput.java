package org.showtell.app.output.caption;

import java.util.List;
import org.showtell.app.input.InputFilter;
import org.showtell.app.output.file.OutputRefusedException;

/** A checked place for results, where nothing has been changed yet. */
public interface CaptionOutput {
  /** Which images are left to do. */
  InputFilter filter();

  /**
   * Opens the place for writing.
   *
   * @param model the name of the model that the results are by
   * @throws OutputRefusedException if another run is writing there, or it cannot be written
   */
  CaptionWriter open(String model) throws OutputRefusedException;

  /** What the user should know before the run begins, such as an earlier run by another model. */
  default List<String> notes(String model) {
    return List.of();
  }
}
