package org.showtell.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a text in UTF-8, UTF-16 or UTF-32, with or without a byte order mark, as they come.
 *
 * <p>Lines end with LF, CR LF, or, where the text has no LF, with CR. A list of paths may have NULs
 * between them instead. Bytes that are not UTF-8 cost one line: the next call goes on behind it. In
 * UTF-16 and UTF-32 the text ends there; in a list of paths they are replaced.
 */
public final class TextLines implements AutoCloseable {
  private final BufferedInputStream in;
  private final boolean paths;
  private BufferedReader wide; // of UTF-16 and UTF-32; null for UTF-8
  private boolean started;
  private boolean broken;
  private int separator = '\n';
  private byte[] bytes;
  private long number;

  private TextLines(InputStream in, boolean paths) {
    this.in = new BufferedInputStream(in, TextEncoding.HEAD);
    this.paths = paths;
  }

  /** Lines of a text. Nothing is read before the first is asked for. */
  public static TextLines of(InputStream in) {
    return new TextLines(in, false);
  }

  /** Paths, one per line, or separated by NULs as {@code find -print0} writes them. */
  public static TextLines ofPaths(InputStream in) {
    return new TextLines(in, true);
  }

  /**
   * The next line without its end; null where there is none.
   *
   * @throws CharacterCodingException if it is not in the text's encoding
   */
  public String next() throws IOException {
    if (!started) {
      started = true;
      start();
    }
    if (wide != null) {
      number++;
      String line = wideLine();
      bytes = line == null ? null : line.getBytes(StandardCharsets.UTF_8);
      return line;
    }
    bytes = readOne();
    if (bytes == null) {
      return null;
    }
    number++;
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /**
   * The last line's bytes, in UTF-8 unless {@link #next} has thrown; null where it has thrown and
   * nothing comes behind.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of the last line, from 1. */
  public long number() {
    return number;
  }

  private String wideLine() throws IOException {
    if (broken) {
      return null;
    }
    try {
      return separator == '\0' ? widePath() : wide.readLine();
    } catch (CharacterCodingException e) {
      broken = true; // the reader would stop at the same bytes again
      bytes = null;
      throw e;
    }
  }

  /** The characters up to the next NUL; null at the end of the stream. */
  private String widePath() throws IOException {
    int c = wide.read();
    if (c < 0) {
      return null;
    }
    StringBuilder path = new StringBuilder();
    for (; c > 0; c = wide.read()) {
      path.append((char) c);
    }
    return path.toString();
  }

  private void start() throws IOException {
    byte[] head = TextEncoding.head(in);
    TextEncoding encoding = TextEncoding.of(head);
    in.skipNBytes(encoding.markLength());
    if (encoding.isWide()) {
      wide =
          paths
              ? new BufferedReader(new InputStreamReader(in, encoding.charset()))
              : new BufferedReader(new InputStreamReader(in, encoding.decoder()));
      if (paths && new String(head, encoding.charset()).indexOf('\0') >= 0) {
        separator = '\0';
      }
    } else if (paths && contains(head, '\0')) {
      separator = '\0';
    } else if (contains(head, '\r') && !contains(head, '\n')) {
      separator = '\r';
    }
  }

  private static boolean contains(byte[] head, int wanted) {
    for (byte b : head) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  /** The bytes up to the next separator; null at the end of the stream. */
  private byte[] readOne() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != separator; b = in.read()) {
      line.write(b);
    }
    byte[] whole = line.toByteArray();
    int length = whole.length;
    boolean carriageReturn = separator == '\n' && length > 0 && whole[length - 1] == '\r';
    return carriageReturn ? Arrays.copyOf(whole, length - 1) : whole;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
