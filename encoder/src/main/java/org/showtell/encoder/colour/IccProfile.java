package org.showtell.encoder.colour;

import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Looks through an ICC profile (ISO 15076-1, sections 7 and 10) before the JDK's colour library
 * does: sizes that the library would allocate must be there in the file.
 */
final class IccProfile {
  /** Profiles of printing presses have up to 4 MB. */
  private static final int MAX_BYTES = 8 << 20;

  private static final int HEADER_BYTES = 128;
  private static final int TAG_BYTES = 12;
  private static final int MAX_TAGS = 200;
  private static final int SIGNATURE = 36;
  private static final int MAX_INKS = 4;

  private IccProfile() {}

  static ICC_Profile read(byte[] bytes) throws UnusableProfileException {
    if (bytes.length > MAX_BYTES) {
      throw new UnusableProfileException(
          "it has %s bytes, and at most %s are read".formatted(bytes.length, MAX_BYTES));
    }
    try {
      check(ByteBuffer.wrap(bytes));
      return ICC_Profile.getInstance(bytes);
    } catch (IndexOutOfBoundsException e) {
      throw new UnusableProfileException("it is cut off", e);
    } catch (RuntimeException e) {
      throw new UnusableProfileException("it is damaged: " + e.getMessage(), e);
    }
  }

  private static void check(ByteBuffer in) throws UnusableProfileException {
    if (!text(in, SIGNATURE).equals("acsp")) {
      throw new UnusableProfileException("it is no ICC profile");
    }
    int tags = in.getInt(HEADER_BYTES);
    if (tags < 0 || tags > MAX_TAGS) {
      throw new UnusableProfileException("it states " + Integer.toUnsignedString(tags) + " tags");
    }
    for (int t = 0; t < tags; t++) {
      int entry = HEADER_BYTES + 4 + t * TAG_BYTES;
      long offset = Integer.toUnsignedLong(in.getInt(entry + 4));
      long size = Integer.toUnsignedLong(in.getInt(entry + 8));
      if (offset + size > in.limit()) {
        throw new UnusableProfileException("its tag " + text(in, entry) + " lies outside of it");
      }
      tag(text(in, entry), in.slice((int) offset, (int) size));
    }
  }

  private static void tag(String name, ByteBuffer tag) throws UnusableProfileException {
    if (tag.limit() < 8) {
      return;
    }
    long needed =
        switch (text(tag, 0)) {
          case "mft1" -> 48 + grid(tag, tag.get(10));
          case "mft2" -> 52 + 2 * grid(tag, tag.get(10));
          case "mAB ", "mBA " -> steps(tag);
          // A program of further tables; profiles have it beside the usual ones.
          case "mpet" -> Long.MAX_VALUE;
          default -> 0;
        };
    if (needed > tag.limit()) {
      throw new UnusableProfileException(
          "its table " + name + " states more than its " + tag.limit() + " bytes");
    }
  }

  /** How many numbers a table has that is as fine along each of its inputs. */
  private static long grid(ByteBuffer tag, byte points) throws UnusableProfileException {
    long numbers = Byte.toUnsignedLong(tag.get(9));
    for (int i = 0; i < inputs(tag); i++) {
      numbers *= Byte.toUnsignedLong(points);
    }
    return numbers;
  }

  /** Where the grid of a lutAToBType or lutBToAType ends. */
  private static long steps(ByteBuffer tag) throws UnusableProfileException {
    int at = tag.getInt(24);
    int inputs = inputs(tag);
    if (at == 0) {
      return 0;
    }
    long numbers = Byte.toUnsignedLong(tag.get(9));
    for (int i = 0; i < inputs; i++) {
      numbers *= Byte.toUnsignedLong(tag.get(at + i));
    }
    return Integer.toUnsignedLong(at) + 20 + numbers * Math.max(1, tag.get(at + 16));
  }

  private static int inputs(ByteBuffer tag) throws UnusableProfileException {
    int inputs = Byte.toUnsignedInt(tag.get(8));
    if (inputs > MAX_INKS) {
      throw new UnusableProfileException("it is of " + inputs + " colours");
    }
    return inputs;
  }

  private static String text(ByteBuffer in, int at) {
    byte[] four = new byte[4];
    in.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }
}
