package org.showtell.app.bundle;

import java.io.IOException;

/** A model bundle that cannot be used: which file, what was expected, what was found. */
public final class ModelBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the rule, the value received, where, and what to do. */
  public ModelBundleException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public ModelBundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
