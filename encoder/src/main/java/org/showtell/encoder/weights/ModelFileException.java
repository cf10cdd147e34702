package org.showtell.encoder.weights;

import java.io.IOException;

/** A model file breaks a rule of its format or of the model. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String rule;
  private final String found;

  /**
   * @param rule what the format or the model demands
   * @param found what the file has instead, said after "but got"
   */
  public ModelFileException(String file, String rule, Object found) {
    super(file + ": " + rule + ", but got " + found);
    this.file = file;
    this.rule = rule;
    this.found = String.valueOf(found);
  }

  public String file() {
    return file;
  }

  public String rule() {
    return rule;
  }

  public String found() {
    return found;
  }
}
