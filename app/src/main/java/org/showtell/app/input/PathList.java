package org.showtell.app.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Paths from a stream, one per line, or separated by NUL characters as {@code find -print0} writes
 * them: the first block tells which. Read as they come, so a list may be endless.
 */
final class PathList implements Iterator<String> {
  /** How much is read to find out how the paths are separated. */
  private static final int BLOCK = 64 << 10;

  private final BufferedInputStream in;
  private boolean started;
  private boolean separatedByNul;
  private String next;

  PathList(InputStream in) {
    this.in = new BufferedInputStream(in, BLOCK);
  }

  @Override
  public boolean hasNext() {
    try {
      if (!started) {
        started = true;
        separatedByNul = firstBlockHasNul();
      }
      while (next == null) {
        byte[] bytes = readOne();
        if (bytes == null) {
          return false;
        }
        String path = asPath(bytes);
        next = path.isEmpty() ? null : path;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of paths on stdin cannot be read", e);
    }
    return true;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the list of paths is at its end");
    }
    String path = next;
    next = null;
    return path;
  }

  // One read of the stream: what a pipe has to give at once, not a block that must fill up.
  private boolean firstBlockHasNul() throws IOException {
    in.mark(BLOCK);
    byte[] head = new byte[BLOCK];
    int length = in.read(head);
    in.reset();
    for (int i = 0; i < length; i++) {
      if (head[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** The bytes up to the next separator; null at the end of the stream. */
  private byte[] readOne() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); ; b = in.read()) {
      if (b < 0) {
        return bytes.size() == 0 ? null : bytes.toByteArray();
      }
      if (b == 0 || (b == '\n' && !separatedByNul)) {
        return bytes.toByteArray();
      }
      bytes.write(b);
    }
  }

  // A list written on Windows ends its lines with CR LF and may begin with a byte order mark.
  private String asPath(byte[] bytes) {
    String path = new String(bytes, StandardCharsets.UTF_8);
    if (!separatedByNul && path.endsWith("\r")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.startsWith("\ufeff") ? path.substring(1) : path;
  }
}
