package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tag {@code ImageDescription} of EXIF (Exif 2.32, 4.6.4; TIFF 6.0, sections 2 and 8). Maker
 * notes hold offsets that only the camera's maker knows, so nothing moves: a longer text and the
 * directory that names it are added at the end, and every other byte stays where it is.
 */
final class ExifDescription {
  private static final int TAG = 0x010e;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int RATIONAL = 5;
  private static final int HEADER = 8;

  /**
   * What Exif 2.32 (table 17) demands of an image beside a description: resolution in both
   * directions, its unit (inches), and where chroma lies (centred). Tag, type and number.
   */
  private static final int[][] REQUIRED = {
    {0x011a, RATIONAL}, {0x011b, RATIONAL}, {0x0128, SHORT, 2}, {0x0213, SHORT, 1}
  };

  /** As Exif has it where the resolution is not known. */
  private static final int[] DOTS_PER_INCH = {72, 1};

  private static final int ENTRY = 12;

  /** What cameras write there of themselves. */
  private static final Pattern OF_CAMERAS =
      Pattern.compile(
          "([A-Z]+ )*DIGITAL CAMERA|SONY DSC|MINOLTA DSC|SAMSUNG|default|DCIM[\\\\/].*");

  private final byte[] exif;
  private final ByteBuffer tiff;
  private final int directory;
  private final int tags;
  private final int entry; // of the tag, or -1

  /**
   * @throws IOException if it is no EXIF
   */
  ExifDescription(byte[] exif) throws IOException {
    this.exif = exif;
    tiff = ByteBuffer.wrap(exif);
    try {
      int order = tiff.getShort(0) & 0xffff;
      if (order != 0x4949 && order != 0x4d4d) {
        throw new IOException("damaged EXIF (it does not begin with a byte order)");
      }
      tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      directory = tiff.getInt(4);
      tags = tiff.getShort(directory) & 0xffff;
      tiff.getInt(next()); // it must be there
      int found = -1;
      for (int at = directory + 2; at < next(); at += ENTRY) {
        found = (tiff.getShort(at) & 0xffff) == TAG ? at : found;
      }
      entry = found;
      if (text().isPresent()) {
        requireApart(place(), length());
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("damaged EXIF (cut off)", e);
    }
  }

  /** The EXIF of a photo that had none. */
  static byte[] create(String description) {
    byte[] text = terminated(description);
    int end = HEADER + 6 + ENTRY * (1 + REQUIRED.length);
    ByteBuffer exif =
        ByteBuffer.allocate(end + DOTS_PER_INCH.length * 4 + text.length)
            .order(ByteOrder.BIG_ENDIAN)
            .putInt(0x4d4d002a)
            .putInt(HEADER)
            .putShort((short) (1 + REQUIRED.length));
    withText(exif, text, end + DOTS_PER_INCH.length * 4);
    for (int[] tag : REQUIRED) {
      exif.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1);
      if (tag[1] == SHORT) {
        exif.putShort((short) tag[2]).putShort((short) 0);
      } else {
        exif.putInt(end);
      }
    }
    exif.putInt(0);
    for (int number : DOTS_PER_INCH) {
      exif.putInt(number);
    }
    return exif.put(text).array();
  }

  private static ByteBuffer withText(ByteBuffer directory, byte[] text, int place) {
    return directory
        .putShort((short) TAG)
        .putShort((short) ASCII)
        .putInt(text.length)
        .putInt(place);
  }

  // At least five bytes, because up to four would have to stand in the directory itself.
  private static byte[] terminated(String text) {
    return Arrays.copyOf(
        text.getBytes(StandardCharsets.US_ASCII), Math.max(HEADER, text.length() + 1));
  }

  private int next() {
    return directory + 2 + ENTRY * tags;
  }

  // A text that lies over the directory would destroy it when it is exchanged.
  private void requireApart(int place, int length) throws IOException {
    boolean inEntry = length <= 4;
    if (length < 0
        || !inEntry && (place < HEADER || place < next() + 4 && place + length > directory)) {
      throw new IOException("damaged EXIF (its description lies over other parts)");
    }
  }

  private int length() {
    return tiff.getInt(entry + 4);
  }

  private int place() {
    return length() <= 4 ? entry + 8 : tiff.getInt(entry + 8);
  }

  private Optional<String> text() {
    if (entry < 0 || tiff.getShort(entry + 2) != ASCII) {
      return Optional.empty();
    }
    byte[] bytes = new byte[Math.max(0, Math.min(length(), exif.length + 1))];
    tiff.get(place(), bytes);
    return Optional.of(new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip());
  }

  /** Whether a person has described the image. */
  boolean isDescribed() {
    return text()
        .filter(text -> !text.isEmpty() && !OF_CAMERAS.matcher(text).matches())
        .isPresent();
  }

  /**
   * The EXIF with another description.
   *
   * @param room bytes that it may have in all; where a longer text does not fit, there is none
   */
  byte[] with(String description, int room) {
    byte[] text = terminated(description);
    boolean asBefore = entry >= 0 && tiff.getShort(entry + 2) == ASCII;
    if (asBefore && text.length <= length()) {
      return inPlace(Arrays.copyOf(text, length()));
    }
    int start = exif.length + (exif.length & 1);
    int newTags = tags + (entry < 0 ? 1 : 0);
    int end = start + 2 + ENTRY * newTags + 4;
    if (end + text.length > room) {
      return asBefore ? inPlace(new byte[length()]) : exif;
    }
    ByteBuffer longer = ByteBuffer.allocate(end + text.length).order(tiff.order());
    longer.put(exif).putInt(4, start).position(start);
    longer.putShort((short) newTags);
    boolean written = false;
    for (int at = directory + 2; at < next(); at += ENTRY) {
      int tag = tiff.getShort(at) & 0xffff;
      if (!written && tag >= TAG) { // tags come in order
        withText(longer, text, end);
        written = true;
      }
      if (tag != TAG) {
        longer.put(exif, at, ENTRY);
      }
    }
    if (!written) {
      withText(longer, text, end);
    }
    return longer.putInt(tiff.getInt(next())).put(text).array();
  }

  /** The EXIF with a blank description, where it had one. */
  byte[] without() {
    return text().isPresent() ? inPlace(new byte[length()]) : exif;
  }

  private byte[] inPlace(byte[] text) {
    byte[] changed = exif.clone();
    System.arraycopy(text, 0, changed, place(), text.length);
    return changed;
  }
}
