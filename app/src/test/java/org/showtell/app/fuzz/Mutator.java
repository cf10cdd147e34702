package org.showtell.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Changes files as accidents and attackers do: bits, numbers, blocks, tokens, ends. */
final class Mutator {
  private static final int MOST_BYTES = 1 << 18;
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int PNG_CHUNK_BYTES = 12; // without its data
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    7,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0xffffff,
    0x1000000,
    Integer.MAX_VALUE - 1L,
    Integer.MAX_VALUE,
    1L << 31,
    0xfffffff0L,
    0xffffffffL,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2
  };
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.){0,200}\"|[-+]?\\d[\\d.eE]*|\\w+|[^\\s\\w]");
  private static final List<String> TOKENS =
      List.of(
          "",
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "0",
          "-1",
          "1.5",
          "1e999",
          "-0",
          "NaN",
          "\"NaN\"",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e400000000",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "&#0;",
          "&a;",
          "\u0000",
          "\ufeff",
          "\ufffd",
          "\r",
          "\n",
          "\n\n",
          "\t",
          ",",
          ";",
          "\"",
          "'",
          "\\",
          "..",
          "/",
          "../../etc/passwd",
          "C:\\a",
          "#",
          "%s",
          "%5B",
          "\ud83d\ude00");
  private static final List<String> LONG_TOKENS =
      List.of(
          "9".repeat(2000),
          "[".repeat(50_000),
          "{\"a\":".repeat(5_000),
          "\"" + "x".repeat(70_000) + "\"",
          "<a>".repeat(20_000));

  private final SplittableRandom random;
  private final List<byte[]> corpus;

  /**
   * @param corpus files to start from, which may grow
   */
  Mutator(long seed, List<byte[]> corpus) {
    random = new SplittableRandom(seed);
    this.corpus = corpus;
  }

  /** The next file: one of the corpus with one to eight changes. */
  byte[] next() {
    byte[] file = any();
    for (int changes = 1 << random.nextInt(4); changes > 0; changes--) {
      file = isText(file) && random.nextInt(4) > 0 ? token(file) : bytes(file);
    }
    byte[] cut = file.length > MOST_BYTES ? Arrays.copyOf(file, MOST_BYTES) : file;
    return random.nextInt(4) > 0 ? withPngChecksums(cut) : cut;
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size())).clone();
  }

  private byte[] bytes(byte[] file) {
    if (file.length == 0) {
      return any();
    }
    // Headers are at the front, and are where most is to be broken.
    int at = random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, 128));
    int length = Math.min(file.length - at, 1 + random.nextInt(1 << random.nextInt(8)));
    return switch (random.nextInt(8)) {
      case 0 -> {
        file[at] ^= (byte) (1 << random.nextInt(8));
        yield file;
      }
      case 1 -> {
        file[at] = (byte) random.nextInt();
        yield file;
      }
      case 2, 3 -> number(file, at);
      case 4 -> spliced(file, at, at + length, new byte[0]);
      case 5 -> spliced(file, at, at, Arrays.copyOfRange(file, at, at + length));
      case 6 -> Arrays.copyOf(file, at);
      default -> {
        byte[] other = any();
        int from = random.nextInt(other.length + 1);
        int to = Math.min(other.length, from + length);
        yield spliced(file, at, random.nextBoolean() ? at : at + length, slice(other, from, to));
      }
    };
  }

  private byte[] number(byte[] file, int at) {
    int width = 1 << random.nextInt(4);
    if (at + width > file.length) {
      return file;
    }
    long value = NUMBERS[random.nextInt(NUMBERS.length)] + (random.nextInt(4) == 0 ? 1 : 0);
    ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
    boolean little = random.nextBoolean();
    eight.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).putLong(0, value);
    System.arraycopy(eight.array(), little ? 0 : Long.BYTES - width, file, at, width);
    return file;
  }

  /** Replaces, doubles, removes or moves a word, a number or a sign. */
  private byte[] token(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    List<MatchResult> all = TOKEN.matcher(text).results().limit(2000).toList();
    if (all.isEmpty()) {
      return bytes(file);
    }
    MatchResult one = all.get(random.nextInt(all.size()));
    MatchResult other = all.get(random.nextInt(all.size()));
    String put =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> one.group() + one.group();
          case 2 -> other.group();
          default -> {
            List<String> tokens = random.nextInt(100) == 0 ? LONG_TOKENS : TOKENS;
            yield tokens.get(random.nextInt(tokens.size()));
          }
        };
    String changed = text.substring(0, one.start()) + put + text.substring(one.end());
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isText(byte[] file) {
    for (int i = 0; i < Math.min(file.length, 64); i++) {
      if (file[i] == 0) {
        return false;
      }
    }
    return file.length > 0 && file[0] > 0 || file.length > 2 && (file[0] & 0xff) == 0xef;
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] spliced(byte[] file, int from, int to, byte[] between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + between.length);
    out.write(file, 0, from);
    out.writeBytes(between);
    out.write(file, to, file.length - to);
    return out.toByteArray();
  }

  /** A decoder looks at nothing behind a wrong checksum. */
  private static byte[] withPngChecksums(byte[] file) {
    if (file.length < PNG_SIGNATURE_BYTES || file[1] != 'P' || file[2] != 'N' || file[3] != 'G') {
      return file;
    }
    ByteBuffer in = ByteBuffer.wrap(file);
    int at = PNG_SIGNATURE_BYTES;
    while (at + PNG_CHUNK_BYTES <= file.length) {
      int length = in.getInt(at);
      if (length < 0 || length > file.length - at - PNG_CHUNK_BYTES) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(file, at + 4, length + 4);
      in.putInt(at + 8 + length, (int) sum.getValue());
      at += PNG_CHUNK_BYTES + length;
    }
    return file;
  }
}
