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
 * A process's streams and environment variables, and which streams are terminals.
 *
 * @param stdout data, in UTF-8; not buffered, so that a pipe closed by its reader is noticed
 * @param stderr messages and progress, in UTF-8
 * @param columns of the terminal
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
  /** The launcher lists in this variable which of the streams 0, 1 and 2 are terminals. */
  private static final String TERMINALS = "SHOWTELL_TERMINALS";

  private static final int DEFAULT_COLUMNS = 80;

  public Environment {
    environment = Map.copyOf(environment);
  }

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

  /**
   * Where features and downloaded weights are kept between runs: {@code SHOWTELL_CACHE}, else
   * {@code $XDG_CACHE_HOME/showtell}, else {@code ~/.cache/showtell}.
   */
  public Path cacheFolder() {
    String own = environment.getOrDefault("SHOWTELL_CACHE", "");
    String base = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    Path folder =
        base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
    return folder.resolve("showtell");
  }

  /** Whether a person sees a question and can answer it. */
  public boolean isAttended() {
    return stdinIsTerminal && stderrIsTerminal;
  }

  // Java 17 knows only whether stdin and stdout both are terminals; Linux and the launcher know
  // it of each stream.
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
