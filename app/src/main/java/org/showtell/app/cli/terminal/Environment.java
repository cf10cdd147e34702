package org.showtell.app.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process is given: its streams, its environment, and whether a person watches.
 *
 * @param stdin lists of paths
 * @param stdout data, in UTF-8; not buffered, so that what was written is written, and a pipe that
 *     its reader has closed is noticed
 * @param stderr messages and progress, in UTF-8
 * @param environment variables
 * @param stdinIsTerminal whether a person could answer
 * @param stdoutIsTerminal whether data appears on a screen
 * @param stderrIsTerminal whether messages do
 * @param columns of that screen
 */
public record Environment(
    InputStream stdin,
    OutputStream stdout,
    OutputStream stderr,
    Map<String, String> environment,
    boolean stdinIsTerminal,
    boolean stdoutIsTerminal,
    boolean stderrIsTerminal,
    int columns) {
  /** The launcher tells in this variable which of the streams 0, 1 and 2 are terminals. */
  static final String TERMINALS = "SHOWTELL_TERMINALS";

  private static final int DEFAULT_COLUMNS = 80;

  public Environment {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Environment ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Environment(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        environment,
        isTerminal(0, environment),
        isTerminal(1, environment),
        isTerminal(2, environment),
        columns(environment));
  }

  /** Whether a person sees a question and can answer it. */
  public boolean isAttended() {
    return stdinIsTerminal && stderrIsTerminal;
  }

  // Java 17 knows only whether stdin and stdout both are terminals. Linux tells where a stream
  // leads; elsewhere the launcher does.
  private static boolean isTerminal(int stream, Map<String, String> environment) {
    String told = environment.get(TERMINALS);
    if (told != null) {
      return told.contains(Integer.toString(stream));
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }

  private static int columns(Map<String, String> environment) {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return columns > 0 ? columns : DEFAULT_COLUMNS;
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }
}
