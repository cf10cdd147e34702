package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.showtell.encoder.colour.ColourProfile;

/** What a TIFF's first directory says about its image (TIFF 6.0, section 8). */
final class TiffHeader {
  static final int PHOTOMETRIC = 262;
  static final int COMPRESSION = 259;
  static final int INKS = 5;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int EXTRA_SAMPLES = 338;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int ICC_PROFILE = 34675;

  private static final int SIGNED = 2;
  private static final int FLOATING_POINT = 3;
  private static final int MULTIPLIED_ALPHA = 1;
  private static final int UNCOMPRESSED = 1;
  private static final int SMALLER = 1;
  private static final int MASK = 4;

  /** Libtiff reads in such steps, and OpenCV's copy fails at tiles that are no multiple of it. */
  private static final int READ_STEP_BYTES = 1024;

  /** Java's decoder takes a whole tile into memory; programs make them of 64 to 1024 a side. */
  private static final long MAX_TILE_PIXELS = 1 << 24;

  private static final int MAX_PHOTOMETRIC_READ = 6;

  /** What the OpenCV build's libtiff decodes. */
  private static final Set<Long> COMPRESSIONS_READ =
      Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32771L, 32773L, 32809L, 32946L);

  private static final Map<Long, String> COMPRESSIONS =
      Map.of(
          34887L, "LERC",
          34892L, "lossy JPEG of a raw image",
          34925L, "LZMA",
          34712L, "JPEG 2000",
          50000L, "Zstandard",
          50001L, "WebP",
          50002L, "JPEG XL",
          52546L, "JPEG XL");

  private TiffHeader() {}

  static ImageHeader read(byte[] content) throws MediaReadException {
    TiffDirectory directory = directory(content);
    requireReadable(directory);
    long samples = directory.get(SAMPLES_PER_PIXEL, 1);
    long bits = directory.get(BITS_PER_SAMPLE, 1);
    int bytes = (int) Math.max(3, samples * (bits > 8 ? 2 : 1));
    boolean complete =
        endsWithin(content.length, directory, STRIP_OFFSETS, STRIP_BYTES)
            && endsWithin(content.length, directory, TILE_OFFSETS, TILE_BYTES);
    byte[] profile = directory.bytes(ICC_PROFILE);
    return new ImageHeader(
            ImageFormat.TIFF,
            dimension(directory, WIDTH),
            dimension(directory, HEIGHT),
            bytes,
            Orientation.ofExif((int) directory.get(TiffDirectory.ORIENTATION, 1)))
        .withComplete(complete)
        .withChannels(channels(directory.get(PHOTOMETRIC, 1)))
        .withColours(profile.length == 0 ? exifColours(content) : new ColourProfile.Icc(profile));
  }

  private static ColourProfile exifColours(byte[] content) {
    boolean adobe = TiffDirectory.isAdobeRgb(ByteBuffer.wrap(content));
    return adobe ? ColourProfile.ADOBE_RGB : ColourProfile.SRGB;
  }

  /** The first that is neither a smaller copy of another, which some put first, nor a mask. */
  private static TiffDirectory directory(byte[] content) {
    TiffDirectory first = TiffDirectory.read(ByteBuffer.wrap(content));
    return isWhole(first)
        ? first
        : CameraRaw.directories(content).stream()
            .filter(directory -> isWhole(directory) && directory.has(WIDTH))
            .findFirst()
            .orElse(first);
  }

  private static boolean isWhole(TiffDirectory directory) {
    return (directory.get(NEW_SUBFILE_TYPE, 0) & (SMALLER | MASK)) == 0;
  }

  /**
   * The same image in a file that decoders take for upright, as its first: OpenCV would turn some
   * kinds tile by tile. The file itself where that is so already: scans are large.
   */
  static byte[] leading(byte[] content) {
    TiffDirectory directory = directory(content);
    boolean first = isWhole(TiffDirectory.read(ByteBuffer.wrap(content)));
    if (first && directory.get(TiffDirectory.ORIENTATION, 1) == 1) {
      return content;
    }
    byte[] leading = directory.leading();
    directory.set(leading, TiffDirectory.ORIENTATION, 1);
    return leading;
  }

  /**
   * @throws MediaReadException if Java's decoder does not know the file's kind
   */
  static void requireClassic(byte[] content) throws MediaReadException {
    if (directory(content).isBig()) {
      throw unread("a layout that is read in files of ordinary size only (this is a BigTIFF)");
    }
  }

  /** Whether zero is white. */
  static boolean isNegative(byte[] content) {
    return directory(content).get(PHOTOMETRIC, 1) == 0;
  }

  /** A copy in which zero is black: Java's decoder is right about the other in some bits only. */
  static byte[] blackIsZero(byte[] content) {
    TiffDirectory directory = directory(content);
    byte[] copy = directory.leading();
    directory.set(copy, PHOTOMETRIC, 1);
    return copy;
  }

  /**
   * Whether OpenCV's decoder makes something else of the image, or nothing: grey with alpha, more
   * samples than colours and alpha, other depths than 1, 8 and 16 bits, 16 bits of inks, from white
   * to black or multiplied by alpha, and uncompressed tiles of some sizes.
   */
  static boolean isUnusual(byte[] content) {
    TiffDirectory directory = directory(content);
    long samples = directory.get(SAMPLES_PER_PIXEL, 1);
    long bits = directory.get(BITS_PER_SAMPLE, 1);
    boolean wide = bits > 8;
    boolean multiplied = directory.get(EXTRA_SAMPLES, 0) == MULTIPLIED_ALPHA;
    long photometric = directory.get(PHOTOMETRIC, 1);
    return samples == 2
        || samples > 4
        || bits != 1 && bits != 8 && bits != 16
        || wide && (photometric == 0 || photometric == INKS)
        || wide && samples == 4 && multiplied
        || !wide && hasOddTiles(directory, samples * bits);
  }

  private static boolean hasOddTiles(TiffDirectory directory, long bitsPerPixel) {
    long pixels = tilePixels(directory);
    return directory.get(COMPRESSION, 1) == UNCOMPRESSED
        && pixels > 0
        && (pixels * bitsPerPixel / 8) % READ_STEP_BYTES != 0;
  }

  private static long tilePixels(TiffDirectory directory) {
    return directory.get(TILE_WIDTH, 0) * directory.get(TILE_HEIGHT, 0);
  }

  private static void requireReadable(TiffDirectory directory) throws MediaReadException {
    if (CameraRaw.SENSOR_DATA.contains(directory.get(PHOTOMETRIC, 1))) {
      throw new MediaReadException(CameraRaw.WITHOUT_PREVIEW);
    }
    long compression = directory.get(COMPRESSION, 1);
    if (!COMPRESSIONS_READ.contains(compression)) {
      String name = COMPRESSIONS.getOrDefault(compression, "number " + compression);
      throw unread("compression " + name);
    }
    long samples = directory.get(SAMPLES_PER_PIXEL, 1);
    if (directory.get(SAMPLE_FORMAT, 1) == SIGNED) {
      throw unread("signed samples");
    }
    if (tilePixels(directory) > MAX_TILE_PIXELS || tilePixels(directory) < 0) {
      throw unread(
          "tiles of " + directory.get(TILE_WIDTH, 0) + "x" + directory.get(TILE_HEIGHT, 0));
    }
    if (directory.get(SAMPLE_FORMAT, 1) == FLOATING_POINT
        || directory.get(BITS_PER_SAMPLE, 1) > 16) {
      throw unread("floating-point or 32-bit samples");
    }
    if (directory.get(PHOTOMETRIC, 1) > MAX_PHOTOMETRIC_READ) {
      throw unread("photometric interpretation " + directory.get(PHOTOMETRIC, 1));
    }
    if (samples > 8) {
      throw unread(samples + " samples for each pixel");
    }
  }

  private static int channels(long photometric) {
    return photometric == INKS ? 4 : photometric <= 1 ? 1 : 3;
  }

  private static boolean endsWithin(long length, TiffDirectory directory, int offsets, int bytes) {
    for (int i = 0; i < directory.count(offsets); i++) {
      long end = directory.get(offsets, i, 0) + directory.get(bytes, i, 0);
      if (end > length || end < 0) {
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
            "TIFF image with %s, which is not read; convert it to an 8-bit RGB TIFF without"
                + " compression or with LZW, a JPEG or a PNG",
            what));
  }
}
