package org.showtell.app.training;

import java.util.List;

/**
 * Trained models whose expectations are learnt beside the captions' words.
 *
 * @param models names or files, each with the words of the network that learns
 * @param weight share of the target that is theirs, in (0, 1]
 */
public record TeacherModels(List<String> models, double weight) {
  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException that names it
   */
  public TeacherModels {
    models = List.copyOf(models);
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "Expected a share of the target in (0,1] for teachers but got " + weight);
    }
  }

  /** Nobody: the captions alone are learnt. */
  public static TeacherModels none() {
    return new TeacherModels(List.of(), 1);
  }

  boolean isEmpty() {
    return models.isEmpty();
  }
}
