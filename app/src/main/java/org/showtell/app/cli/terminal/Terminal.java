package org.showtell.app.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.showtell.app.output.file.PrintableText;

/**
 * Data on stdout, messages on stderr, and at most one line of progress below them that neither
 * tears. Safe for use by several threads.
 */
public final class Terminal {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Environment surroundings;
  private final OutputStream data;
  private Verbosity verbosity = Verbosity.NORMAL;
  private String status = "";

  public Terminal(Environment surroundings) {
    this.surroundings = surroundings;
    this.data = new DataStream();
  }

  /** How much is said on stderr. */
  enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
  }

  void setVerbosity(Verbosity verbosity) {
    this.verbosity = verbosity;
  }

  boolean isVerbose() {
    return verbosity == Verbosity.VERBOSE;
  }

  /** Whether a line of progress is wanted and would be seen. */
  boolean showsProgress() {
    return surroundings.stderrIsTerminal() && verbosity != Verbosity.QUIET;
  }

  int columns() {
    return surroundings.columns();
  }

  /** Stdout, for data only. Unlike {@link System#out} it throws when the reader has gone. */
  public OutputStream data() {
    return data;
  }

  /** Says what went wrong; also when quiet. */
  public void error(String message) {
    say(message);
  }

  /** Says what the user should know. */
  public void note(String message) {
    if (verbosity != Verbosity.QUIET) {
      say(message);
    }
  }

  /** Says what only helps to understand the rest. */
  public void detail(String message) {
    if (verbosity == Verbosity.VERBOSE) {
      say(message);
    }
  }

  // A message is a line, whatever the names in it hold.
  private synchronized void say(String message) {
    around(() -> toStderr(PrintableText.of(message) + "\n"));
  }

  /** Shows a line of progress in place of the last one; an empty one takes it away. */
  synchronized void status(String line) {
    toStderr(ERASE_LINE + line);
    status = line;
  }

  private void around(Action action) {
    if (status.isEmpty()) {
      action.run();
      return;
    }
    toStderr(ERASE_LINE);
    action.run();
    toStderr(status);
  }

  // Nobody is left to tell that stderr cannot be written.
  private void toStderr(String text) {
    try {
      surroundings.stderr().write(text.getBytes(StandardCharsets.UTF_8));
      surroundings.stderr().flush();
    } catch (IOException e) {
      status = "";
    }
  }

  private interface Action {
    void run();
  }

  /** Takes the line of progress away while a line of data is written to the same screen. */
  private final class DataStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (Terminal.this) {
        boolean sameScreen = surroundings.stdoutIsTerminal() && !status.isEmpty();
        if (sameScreen) {
          toStderr(ERASE_LINE);
        }
        surroundings.stdout().write(bytes, offset, length);
        if (sameScreen) {
          toStderr(status);
        }
      }
    }

    @Override
    public void flush() throws IOException {
      surroundings.stdout().flush();
    }
  }
}
