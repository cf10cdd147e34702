package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The first directory of a TIFF structure (TIFF 6.0, section 2), which EXIF data are too: its tags
 * with a small whole number as value.
 */
final class TiffDirectory {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int PHOTOMETRIC = 262;
  static final int ORIENTATION = 274;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int STRIP_BYTES = 279;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int SAMPLE_FORMAT = 339;

  private static final int FLOATING_POINT = 3;
  private static final int MAX_PHOTOMETRIC_READ = 6;
  private static final int ENTRY_BYTES = 12;
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;

  /** The values of a tag, by index. */
  private record Values(int count, LongUnaryOperator at) {}

  private final Map<Integer, Values> tags = new HashMap<>();

  private TiffDirectory() {}

  /**
   * @throws IndexOutOfBoundsException if the bytes end before it does
   */
  static TiffDirectory read(ByteBuffer content) {
    ByteBuffer in = content.slice();
    in.order(in.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int start = index(Integer.toUnsignedLong(in.getInt(4)), in);
    int entries = Short.toUnsignedInt(in.getShort(start));
    TiffDirectory directory = new TiffDirectory();
    for (int i = 0; i < entries; i++) {
      directory.readEntry(in, start + 2 + i * ENTRY_BYTES);
    }
    return directory;
  }

  /** Upright where EXIF names none or makes no sense. */
  static Orientation orientation(ByteBuffer exif) {
    try {
      return Orientation.ofExif((int) read(exif).get(ORIENTATION, 1));
    } catch (IndexOutOfBoundsException e) {
      return Orientation.UPRIGHT;
    }
  }

  /** The value of a tag, the first where it has several. */
  long get(int tag, long absent) {
    return tags.containsKey(tag) ? get(tag, 0, absent) : absent;
  }

  long get(int tag, int index, long absent) {
    return index < count(tag) ? tags.get(tag).at().applyAsLong(index) : absent;
  }

  int count(int tag) {
    return tags.containsKey(tag) ? tags.get(tag).count() : 0;
  }

  private void readEntry(ByteBuffer in, int at) {
    int tag = Short.toUnsignedInt(in.getShort(at));
    int type = in.getShort(at + 2);
    long count = Integer.toUnsignedLong(in.getInt(at + 4));
    if ((type != TYPE_SHORT && type != TYPE_LONG) || count == 0) {
      return;
    }
    int size = type == TYPE_SHORT ? 2 : 4;
    int where = count * size <= 4 ? at + 8 : index(Integer.toUnsignedLong(in.getInt(at + 8)), in);
    index(where + count * size - 1, in);
    LongUnaryOperator values =
        type == TYPE_SHORT
            ? i -> Short.toUnsignedLong(in.getShort(where + (int) i * size))
            : i -> Integer.toUnsignedLong(in.getInt(where + (int) i * size));
    tags.putIfAbsent(tag, new Values((int) count, values));
  }

  private static int index(long offset, ByteBuffer in) {
    if (offset >= in.limit()) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + in.limit() + " bytes");
    }
    return (int) offset;
  }

  static ImageHeader header(byte[] content) throws MediaReadException {
    TiffDirectory directory = read(ByteBuffer.wrap(content));
    long samples = directory.get(SAMPLES_PER_PIXEL, 1);
    long bits = directory.get(BITS_PER_SAMPLE, 1);
    if (directory.get(SAMPLE_FORMAT, 1) == FLOATING_POINT || bits > 16) {
      throw unread("floating-point or 32-bit samples");
    }
    if (directory.get(PHOTOMETRIC, 1) > MAX_PHOTOMETRIC_READ) {
      throw unread("photometric interpretation " + directory.get(PHOTOMETRIC, 1));
    }
    if (samples > 8) {
      throw unread(samples + " samples for each pixel");
    }
    int bytes = (int) Math.max(3, samples * (bits > 8 ? 2 : 1));
    ImageHeader header =
        new ImageHeader(
            ImageFormat.TIFF,
            dimension(directory, WIDTH),
            dimension(directory, HEIGHT),
            bytes,
            Orientation.ofExif((int) directory.get(ORIENTATION, 1)));
    boolean complete =
        endsWithin(content.length, directory, STRIP_OFFSETS, STRIP_BYTES)
            && endsWithin(content.length, directory, TILE_OFFSETS, TILE_BYTES);
    return complete ? header : header.incomplete();
  }

  private static boolean endsWithin(long length, TiffDirectory directory, int offsets, int bytes) {
    for (int i = 0; i < directory.count(offsets); i++) {
      if (directory.get(offsets, i, 0) + directory.get(bytes, i, 0) > length) {
        return false;
      }
    }
    return true;
  }

  private static int dimension(TiffDirectory directory, int tag) {
    return (int) Math.min(Integer.MAX_VALUE, directory.get(tag, 0));
  }

  private static MediaReadException unread(String what) {
    return new MediaReadException(
        String.format(
            "TIFF image with %s, which is not read; convert it to an 8-bit RGB TIFF, a JPEG "
                + "or a PNG",
            what));
  }
}
