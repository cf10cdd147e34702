package org.showtell.app.cli.terminal;

/**
 * What the program tells the shell. After a signal it is 128 plus the signal's number, unless the
 * signal is the way to end the program.
 */
public final class ExitCode {
  /** Everything was done. */
  public static final int DONE = 0;

  /** Some inputs failed, each with a message; the others were done. */
  public static final int SOME_FAILED = 1;

  /** Wrong usage, or the model cannot be loaded; nothing was done. */
  public static final int UNUSABLE = 2;

  private ExitCode() {}
}
