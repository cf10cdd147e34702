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
  private static final int ICC_PROFILE = 34675;

  private static final int FLOATING_POINT = 3;
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
    TiffDirectory directory = TiffDirectory.read(ByteBuffer.wrap(content));
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
        .withColours(profile.length == 0 ? ColourProfile.SRGB : new ColourProfile.Icc(profile));
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
