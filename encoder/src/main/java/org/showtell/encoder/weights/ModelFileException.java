package org.showtell.encoder.weights;

import java.io.IOException;

/** A model file breaks a rule of its format or of the model. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param rule what the format or the model demands
   * @param found what the file has instead, said after "but got"
   */
  public ModelFileException(String file, String rule, Object found) {
    super(file + ": " + rule + ", but got " + found);
  }
}
