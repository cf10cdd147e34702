package org.showtell.app.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.dataset.PathName;

/**
 * The arguments of the process where Java could not read them: it replaces bytes that are not in
 * the locale's encoding, and a file of such a name could not be opened. Linux keeps the bytes.
 */
public final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /**
   * The arguments, with {@code \xe9} for a byte that is not UTF-8; as they are on other systems.
   */
  public static String[] of(String[] arguments) {
    boolean unknown = Arrays.stream(arguments).anyMatch(text -> text.indexOf('\ufffd') >= 0);
    if (!unknown || !Files.isReadable(COMMAND_LINE)) {
      return arguments;
    }
    try {
      List<byte[]> raw = split(Files.readAllBytes(COMMAND_LINE));
      String[] read = arguments.clone();
      for (int i = 0; i < read.length; i++) {
        if (read[i].indexOf('\ufffd') >= 0) {
          read[i] = PathName.of(raw.get(raw.size() - read.length + i));
        }
      }
      return read;
    } catch (IOException | IndexOutOfBoundsException e) {
      return arguments;
    }
  }

  private static List<byte[]> split(byte[] commandLine) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        parts.add(Arrays.copyOfRange(commandLine, start, i));
        start = i + 1;
      }
    }
    return parts;
  }
}
