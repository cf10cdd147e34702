package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the largest JPEG in a camera raw file: cameras put a developed preview, often of full size,
 * beside the sensor's numbers. Most raw files are TIFF structures that say where it lies (TIFF/EP,
 * ISO 12234-2; DNG 1.7, chapter 3). In others, and where Olympus hides it in the maker's note, it
 * is found by its markers, which no other data imitate up to a frame's header.
 *
 * <p>This is not LibRaw's work, which would be a native library of strangers' files and megabytes
 * for each platform: nothing here is developed, only found.
 */
final class CameraRaw {
  private static final int SUB_DIRECTORIES = 330;
  private static final int JPEG_OFFSET = 513;
  private static final int JPEG_BYTES = 514;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTES = 279;
  private static final int PANASONIC_JPEG = 0x2e;
  private static final int DNG_VERSION = 50706;

  /** Why a file is not read; what to do. */
  static final String WITHOUT_PREVIEW =
      "camera raw file without a JPEG preview in it, which is not read; export a JPEG of it";

  /** Photometric interpretations: a mosaic of colours, and linear values. */
  static final Set<Long> SENSOR_DATA = Set.of(32803L, 34892L);

  private static final Set<Long> JPEG_COMPRESSIONS = Set.of(6L, 7L);

  /** Raw files have fewer than ten; a long TIFF is not searched to its end. */
  private static final int MAX_DIRECTORIES = 64;

  private static final int HEADER_BYTES = 1 << 16;

  /**
   * A preview.
   *
   * @param jpeg a file of its own
   * @param orientation of the raw file, for previews that do not state theirs
   */
  record Preview(byte[] jpeg, Orientation orientation) {}

  private final byte[] content;
  private final List<TiffDirectory> directories;
  private byte[] best;
  private long bestPixels;

  private CameraRaw(byte[] content) {
    this.content = content;
    this.directories = directories(content);
  }

  /** The largest preview; empty if there is none, or if it is a TIFF of another kind. */
  static Optional<Preview> preview(ImageFormat format, byte[] content) {
    CameraRaw raw = new CameraRaw(content);
    if (format != ImageFormat.RAW && !raw.isSensorData()) {
      return Optional.empty();
    }
    raw.directories.forEach(raw::search);
    // A DNG's tiles may be JPEGs too, of undeveloped numbers.
    boolean dng = raw.directories.stream().anyMatch(d -> d.has(DNG_VERSION));
    if (raw.best == null && !dng) {
      raw.search();
    }
    return Optional.ofNullable(raw.best).map(jpeg -> new Preview(jpeg, raw.orientation()));
  }

  private boolean isSensorData() {
    return directories.stream()
        .anyMatch(
            d -> d.has(DNG_VERSION) || SENSOR_DATA.contains(d.get(TiffHeader.PHOTOMETRIC, 0)));
  }

  private void search(TiffDirectory directory) {
    consider(directory.get(JPEG_OFFSET, 0), directory.get(JPEG_BYTES, 0));
    if (directory.has(PANASONIC_JPEG)) {
      consider(directory.bytes(PANASONIC_JPEG));
    }
    boolean developed = !SENSOR_DATA.contains(directory.get(TiffHeader.PHOTOMETRIC, 0));
    if (developed
        && JPEG_COMPRESSIONS.contains(directory.get(TiffHeader.COMPRESSION, 1))
        && directory.count(STRIP_OFFSETS) == 1) {
      consider(directory.get(STRIP_OFFSETS, 0), directory.get(STRIP_BYTES, 0));
    }
  }

  /** From marker to marker. */
  private void search() {
    int last = content.length - 4;
    for (int at = 0; at < last; at++) {
      if (content[at] == (byte) 0xff
          && content[at + 1] == (byte) 0xd8
          && content[at + 2] == (byte) 0xff) {
        int length = JpegHeader.length(content, at);
        if (length > 0) {
          consider(at, length);
          at += length - 1;
        }
      }
    }
  }

  private void consider(long offset, long length) {
    if (offset > 0 && length > 0 && offset + length <= content.length) {
      consider(Arrays.copyOfRange(content, (int) offset, (int) (offset + length)));
    }
  }

  private void consider(byte[] jpeg) {
    try {
      if (ImageFormat.of(jpeg) == ImageFormat.JPEG) {
        ImageHeader header = ImageHeader.read(ImageFormat.JPEG, jpeg);
        if (header.pixels() > bestPixels) {
          bestPixels = header.pixels();
          best = jpeg;
        }
      }
    } catch (MediaReadException e) {
      // The sensor's numbers, mostly: a lossless JPEG of 14 bits. Not a preview.
    }
  }

  /** A TIFF's own; Canon's CR3 has a TIFF in a box of that name. */
  private Orientation orientation() {
    if (!directories.isEmpty()) {
      return Orientation.ofExif((int) directories.get(0).get(TiffDirectory.ORIENTATION, 1));
    }
    int length = Math.min(HEADER_BYTES, content.length);
    int box = new String(content, 0, length, StandardCharsets.ISO_8859_1).indexOf("CMT1");
    return box < 0
        ? Orientation.UPRIGHT
        : TiffDirectory.orientation(
            ByteBuffer.wrap(content, box + 4, content.length - box - 4).slice());
  }

  /** The first directory, those that follow and those below; none where it is no TIFF. */
  static List<TiffDirectory> directories(byte[] content) {
    List<TiffDirectory> found = new ArrayList<>();
    boolean tiff = content[0] == content[1] && (content[0] == 'I' || content[0] == 'M');
    try {
      TiffDirectory first = tiff ? TiffDirectory.read(ByteBuffer.wrap(content)) : null;
      if (first != null) {
        found.add(first);
        walk(first, found);
      }
    } catch (IndexOutOfBoundsException e) {
      // What was found before the damage may do.
    }
    return found;
  }

  private static void walk(TiffDirectory first, List<TiffDirectory> found) {
    Set<Long> seen = new HashSet<>();
    Deque<Long> ahead = new ArrayDeque<>();
    TiffDirectory current = first;
    while (current != null) {
      ahead.add(current.next());
      for (int i = 0; i < Math.min(MAX_DIRECTORIES, current.count(SUB_DIRECTORIES)); i++) {
        ahead.add(current.get(SUB_DIRECTORIES, i, 0));
      }
      current = null;
      while (current == null && !ahead.isEmpty() && found.size() < MAX_DIRECTORIES) {
        long offset = ahead.remove();
        if (offset > 0 && seen.add(offset)) {
          current = first.at(offset);
          found.add(current);
        }
      }
    }
  }
}
