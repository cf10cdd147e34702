package org.showtell.app.pipeline;

/** Loads the model that the user chose. */
@FunctionalInterface
public interface CaptionerFactory {
  /**
   * Opens a captioner, which the caller closes.
   *
   * @throws ModelLoadException if there is no such model or it cannot be used
   */
  PhotoCaptioner open(CaptionOptions options) throws ModelLoadException;
}
