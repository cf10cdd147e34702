package org.showtell.encoder.training.distillation;

/** A loss or gradient that is no longer a number: going on would only destroy the weights. */
public final class LearningDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearningDivergedException(long step, double value) {
    super(
        "the loss or its gradient is "
            + value
            + " at step "
            + step
            + "; the last checkpoint is intact: start again with a lower --learning-rate");
  }
}
