package org.showtell.app.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.showtell.app.output.file.PrintableText;

/**
 * Data on stdout, messages on stderr, and at most one line of progress below them, which stays
 * whole. Safe for use by several threads.
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

  enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
  }

  void setVerbosity(Verbosity verbosity) {
    this.verbosity = verbosity;
  }

  /** Whether details are printed. */
  public boolean isVerbose() {
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

  /** Prints an error; also when quiet. */
  public void error(String message) {
    say(message);
  }

  /** Prints what the user should know. */
  public void note(String message) {
    if (verbosity != Verbosity.QUIET) {
      say(message);
    }
  }

  /** Prints details for verbose runs. */
  public void detail(String message) {
    if (verbosity == Verbosity.VERBOSE) {
      say(message);
    }
  }

  // A message is a line, whatever the names in it hold.
  private synchronized void say(String message) {
    String line = PrintableText.of(message) + "\n";
    toStderr(status.isEmpty() ? line : ERASE_LINE + line + status);
  }

  /** Shows a line of progress in place of the last one; an empty one takes it away. */
  synchronized void status(String line) {
    toStderr(ERASE_LINE + line);
    status = line;
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
