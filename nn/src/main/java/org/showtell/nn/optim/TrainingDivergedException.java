package org.showtell.nn.optim;

/** The loss or the gradient is no longer a number. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the step and what to change. */
  public TrainingDivergedException(int epoch, int batch, String what, double value) {
    super(
        String.format(
            "Training diverged at epoch %d, step %d: the %s is %s."
                + " Lower the learning rate or the clipping norm; the last checkpoint is intact.",
            epoch + 1, batch + 1, what, value));
  }
}
