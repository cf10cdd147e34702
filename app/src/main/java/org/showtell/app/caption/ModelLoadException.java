package org.showtell.app.caption;

/**
 * A model cannot be used. The message says which, why, and what to do; the program ends with exit
 * code 2.
 */
public class ModelLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the model, what is wrong with it and what to do. */
  public ModelLoadException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public ModelLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
