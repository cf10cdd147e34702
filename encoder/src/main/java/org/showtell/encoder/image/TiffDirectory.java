package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * One directory of a TIFF structure, which EXIF data and most camera raw files are too (TIFF 6.0,
 * section 2; BigTIFF has wider offsets): its tags with whole numbers or bytes as values.
 */
final class TiffDirectory {
  static final int ORIENTATION = 274;
  private static final int EXIF = 34665;
  private static final int INTEROPERABILITY = 40965;
  private static final int COLOUR_SPACE = 40961;
  private static final int INDEX = 1;

  private static final int BIG = 43;
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;
  private static final int TYPE_DIRECTORY = 13;

  /** A tag's value: where it lies, how many numbers it is, of how many bytes each. */
  private record Value(int at, int count, int bytes) {}

  private final Map<Integer, Value> tags = new HashMap<>();
  private final ByteBuffer in;
  private final boolean big;
  private long start;
  private long next;

  private TiffDirectory(ByteBuffer in, boolean big) {
    this.in = in;
    this.big = big;
  }

  /**
   * The first directory.
   *
   * @throws IndexOutOfBoundsException if the bytes end before it does
   */
  static TiffDirectory read(ByteBuffer content) {
    ByteBuffer in = content.slice();
    in.order(in.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean big = in.getShort(2) == BIG;
    return new TiffDirectory(in, big)
        .at(big ? in.getLong(8) : Integer.toUnsignedLong(in.getInt(4)));
  }

  /**
   * Another directory of the same structure.
   *
   * @throws IndexOutOfBoundsException if the bytes end before it does
   */
  TiffDirectory at(long offset) {
    TiffDirectory directory = new TiffDirectory(in, big);
    directory.start = offset;
    int from = index(offset, in);
    long entries = big ? in.getLong(from) : Short.toUnsignedLong(in.getShort(from));
    int first = from + (big ? 8 : 2);
    int length = big ? 20 : 12;
    index(first + entries * length - 1, in);
    for (int i = 0; i < entries; i++) {
      directory.readEntry(first + i * length);
    }
    int end = first + (int) entries * length;
    if (end + (big ? 8 : 4) <= in.limit()) {
      directory.next = big ? in.getLong(end) : Integer.toUnsignedLong(in.getInt(end));
    }
    return directory;
  }

  /** Whether the offsets are those of a BigTIFF. */
  boolean isBig() {
    return big;
  }

  /** A copy of the file whose first directory is this one. */
  byte[] leading() {
    ByteBuffer file = ByteBuffer.allocate(in.limit()).order(in.order());
    file.put(0, in, 0, in.limit());
    if (big) {
      file.putLong(8, start);
    } else {
      file.putInt(4, (int) start);
    }
    return file.array();
  }

  /** Changes the number of a tag, if the directory has it, in a copy of the file. */
  void set(byte[] copy, int tag, int number) {
    Value value = tags.get(tag);
    for (int i = 0; value != null && i < value.bytes(); i++) {
      boolean last = in.order() == ByteOrder.LITTLE_ENDIAN ? i == 0 : i == value.bytes() - 1;
      copy[value.at() + i] = (byte) (last ? number : 0);
    }
  }

  /** Where the directory after this one begins; 0 where none does. */
  long next() {
    return next;
  }

  /** Upright where EXIF names none or makes no sense. */
  static Orientation orientation(ByteBuffer exif) {
    try {
      return Orientation.ofExif((int) read(exif).get(ORIENTATION, 1));
    } catch (IndexOutOfBoundsException e) {
      return Orientation.UPRIGHT;
    }
  }

  /**
   * Whether EXIF states the second colour space, Adobe RGB, which cameras often write without a
   * profile (DCF 2.0, section 3.3.4).
   */
  static boolean isAdobeRgb(ByteBuffer exif) {
    try {
      TiffDirectory first = read(exif);
      TiffDirectory details = first.at(first.get(EXIF, first.in.limit()));
      if (details.get(COLOUR_SPACE, 1) == 2) {
        return true;
      }
      TiffDirectory rules = details.at(details.get(INTEROPERABILITY, first.in.limit()));
      byte[] name = rules.bytes(INDEX);
      return name.length >= 3 && name[0] == 'R' && name[1] == '0' && name[2] == '3';
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  boolean has(int tag) {
    return tags.containsKey(tag);
  }

  /** The value of a tag, the first where it has several. */
  long get(int tag, long absent) {
    return get(tag, 0, absent);
  }

  long get(int tag, int index, long absent) {
    if (index >= count(tag)) {
      return absent;
    }
    Value value = tags.get(tag);
    int at = value.at() + index * value.bytes();
    return switch (value.bytes()) {
      case 1 -> Byte.toUnsignedLong(in.get(at));
      case 2 -> Short.toUnsignedLong(in.getShort(at));
      case 4 -> Integer.toUnsignedLong(in.getInt(at));
      default -> in.getLong(at);
    };
  }

  int count(int tag) {
    return tags.containsKey(tag) ? tags.get(tag).count() : 0;
  }

  /** A tag's value as it is stored; empty where it is absent. */
  byte[] bytes(int tag) {
    if (!tags.containsKey(tag)) {
      return new byte[0];
    }
    Value value = tags.get(tag);
    byte[] bytes = new byte[value.count() * value.bytes()];
    in.get(value.at(), bytes);
    return bytes;
  }

  private void readEntry(int at) {
    int tag = Short.toUnsignedInt(in.getShort(at));
    int bytes = bytesOfType(in.getShort(at + 2));
    long count = big ? in.getLong(at + 4) : Integer.toUnsignedLong(in.getInt(at + 4));
    if (bytes == 0 || count <= 0 || count > in.limit()) {
      return;
    }
    int value = at + (big ? 12 : 8);
    int inline = big ? 8 : 4;
    long stored = big ? in.getLong(value) : Integer.toUnsignedLong(in.getInt(value));
    long place = count * bytes <= inline ? value : stored;
    if (bytes == 1 && (place < 0 || place + count > in.limit())) {
      return; // a maker's note or a text, which nobody misses
    }
    int where = index(place, in);
    index(where + count * bytes - 1, in);
    tags.putIfAbsent(tag, new Value(where, (int) count, bytes));
  }

  /** Bytes, texts and undefined data count as bytes; fractions are not read. */
  private static int bytesOfType(int type) {
    return switch (type) {
      case 1, 2, 7 -> 1;
      case TYPE_SHORT -> 2;
      case TYPE_LONG, TYPE_DIRECTORY -> 4;
      case 16, 18 -> 8;
      default -> 0;
    };
  }

  private static int index(long offset, ByteBuffer in) {
    if (offset < 0 || offset >= in.limit()) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + in.limit() + " bytes");
    }
    return (int) offset;
  }
}
