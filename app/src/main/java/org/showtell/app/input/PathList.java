package org.showtell.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.showtell.dataset.PathName;
import org.showtell.dataset.TextLines;

/**
 * Paths from a stream, one per line, or separated by NUL characters as {@code find -print0} writes
 * them, in any Unicode encoding. Read as they come, so a list may be endless. Blank lines are
 * passed over.
 */
final class PathList implements Iterator<PathList.Listed> {
  /**
   * A line of the list.
   *
   * @param path as it is written; bytes that are not UTF-8 as {@link PathName} writes them
   * @param readings what it may mean, the likeliest first: as written, then without the quotes
   *     around it, with {@code /} for a backslash, and in the encoding of Windows
   */
  record Listed(String path, List<String> readings) {}

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final TextLines lines;
  private Listed next;

  PathList(InputStream in) {
    lines = TextLines.ofPaths(in);
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        String line = line();
        if (line == null) {
          return false;
        }
        next = line.isBlank() ? null : new Listed(line, readings(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of paths on stdin cannot be read", e);
    }
    return true;
  }

  @Override
  public Listed next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the list of paths is at its end");
    }
    Listed listed = next;
    next = null;
    return listed;
  }

  private String line() throws IOException {
    try {
      return lines.next();
    } catch (CharacterCodingException e) {
      return PathName.of(lines.bytes());
    }
  }

  private List<String> readings(String line) {
    Set<String> readings = new LinkedHashSet<>();
    for (String text : List.of(line, new String(lines.bytes(), WINDOWS))) {
      for (String name : List.of(text, text.strip(), unquoted(text.strip()))) {
        readings.add(name);
        readings.add(name.replace('\\', '/'));
      }
    }
    return List.copyOf(readings);
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 2
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
