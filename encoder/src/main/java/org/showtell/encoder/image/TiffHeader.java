package org.showtell.encoder.image;

import java.nio.ByteBuffer;

/** Size and kind of a TIFF file's first picture. */
final class TiffHeader {
  private static final int FLOATING_POINT = 3;
  private static final int MAX_PHOTOMETRIC_READ = 6;

  private TiffHeader() {}

  static ImageHeader read(byte[] content) throws MediaReadException {
    TiffDirectory directory = TiffDirectory.read(ByteBuffer.wrap(content));
    long samples = directory.get(TiffDirectory.SAMPLES_PER_PIXEL, 1);
    long bits = directory.get(TiffDirectory.BITS_PER_SAMPLE, 1);
    if (directory.get(TiffDirectory.SAMPLE_FORMAT, 1) == FLOATING_POINT || bits > 16) {
      throw unread("floating-point or 32-bit samples");
    }
    if (directory.get(TiffDirectory.PHOTOMETRIC, 1) > MAX_PHOTOMETRIC_READ) {
      throw unread("photometric interpretation " + directory.get(TiffDirectory.PHOTOMETRIC, 1));
    }
    if (samples > 8) {
      throw unread(samples + " samples for each pixel");
    }
    int bytes = (int) Math.max(3, samples * (bits > 8 ? 2 : 1));
    ImageHeader header =
        new ImageHeader(
            ImageFormat.TIFF,
            dimension(directory, TiffDirectory.WIDTH),
            dimension(directory, TiffDirectory.HEIGHT),
            bytes,
            Orientation.ofExif((int) directory.get(TiffDirectory.ORIENTATION, 1)));
    boolean complete =
        endsWithin(
                content.length, directory, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES)
            && endsWithin(
                content.length, directory, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES);
    return complete ? header : header.incomplete();
  }

  /** Whether every strip or tile lies within the file. */
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
