package org.showtell.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a text is stored, told from its first bytes: by the byte order mark; without one, by the NULs
 * that UTF-16 and UTF-32 put beside every ASCII character; else UTF-8.
 *
 * @param charset UTF-8, or UTF-16 or UTF-32 in one of the two byte orders
 * @param markLength bytes of the byte order mark; 0 without one
 */
public record TextEncoding(Charset charset, int markLength) {
  /** How much of a text is looked at. */
  static final int HEAD = 64 << 10;

  /** UTF-32 first: its mark begins with that of UTF-16. */
  private static final byte[][] MARKS = {
    {(byte) 0xff, (byte) 0xfe, 0, 0},
    {0, 0, (byte) 0xfe, (byte) 0xff},
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xfe, (byte) 0xff},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}
  };

  private static final Charset[] MARKED = {
    Charset.forName("UTF-32LE"),
    Charset.forName("UTF-32BE"),
    StandardCharsets.UTF_16LE,
    StandardCharsets.UTF_16BE,
    StandardCharsets.UTF_8
  };

  /** The encoding of a text that begins with, or is, these bytes. */
  public static TextEncoding of(byte[] head) {
    for (int i = 0; i < MARKS.length; i++) {
      if (startsWith(head, MARKS[i])) {
        return new TextEncoding(MARKED[i], MARKS[i].length);
      }
    }
    return new TextEncoding(byNuls(head), 0);
  }

  /** Whether characters take two or four bytes each. */
  public boolean isWide() {
    return charset != StandardCharsets.UTF_8;
  }

  /**
   * A reader behind the mark. It throws {@link java.nio.charset.CharacterCodingException} on bytes
   * that are not of the encoding, which a charset alone would replace in silence.
   */
  public static BufferedReader reader(InputStream in) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, HEAD);
    TextEncoding encoding = of(head(bytes));
    bytes.skipNBytes(encoding.markLength());
    return new BufferedReader(new InputStreamReader(bytes, encoding.decoder()));
  }

  /** The same, with a replacement character for bytes that are not of the encoding. */
  public static BufferedReader lenientReader(InputStream in) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, HEAD);
    TextEncoding encoding = of(head(bytes));
    bytes.skipNBytes(encoding.markLength());
    return new BufferedReader(new InputStreamReader(bytes, encoding.charset()));
  }

  CharsetDecoder decoder() {
    return charset.newDecoder();
  }

  /**
   * What a stream has to give at once, and more only while a mark may still be cut: a person who
   * types at the other end is not kept waiting. The stream stands at its beginning afterwards.
   */
  static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = new byte[HEAD];
    int length = Math.max(0, in.read(head));
    while (length > 0 && length < 4 && mayBecomeMark(head, length)) {
      int more = in.read(head, length, 4 - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    in.reset();
    return Arrays.copyOf(head, length);
  }

  private static boolean mayBecomeMark(byte[] head, int length) {
    return Arrays.stream(MARKS)
        .anyMatch(mark -> mark.length > length && Arrays.equals(mark, 0, length, head, 0, length));
  }

  private static boolean startsWith(byte[] head, byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }

  /**
   * A list whose paths end in NULs has whole names between them. In wide text most pieces between
   * two NULs are one byte, or none, and the NULs stand at the same place of each unit, which tells
   * the byte order.
   */
  private static Charset byNuls(byte[] head) {
    int[] at = new int[4]; // NULs by their place in a unit of four bytes
    int nuls = 0;
    int tiny = 0;
    int start = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        at[i % 4]++;
        nuls++;
        tiny += i - start <= 1 ? 1 : 0;
        start = i + 1;
      }
    }
    if (nuls == 0 || 5 * tiny < 3 * nuls) {
      return StandardCharsets.UTF_8;
    }
    // Each unit of UTF-32 has a NUL at one end, and mostly another beside it.
    int units = head.length / 4;
    if (units > 0 && at[3] >= units && 2 * at[2] >= units) {
      return MARKED[0];
    }
    if (units > 0 && at[0] >= units && 2 * at[1] >= units) {
      return MARKED[1];
    }
    int odd = at[1] + at[3];
    if (10 * Math.max(odd, nuls - odd) < 9 * nuls) {
      return StandardCharsets.UTF_8;
    }
    return 2 * odd >= nuls ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }
}
