package org.showtell.encoder.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG file (ISO/IEC 15948, section 5) to its end, decoding nothing. */
final class PngHeader {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int EXIF = type("eXIf");
  private static final int IEND = type("IEND");
  private static final int TRANSPARENCY = type("tRNS");
  private static final int GREY = 0;

  private PngHeader() {}

  static ImageHeader read(byte[] content) throws MediaReadException {
    ByteBuffer in = ByteBuffer.wrap(content);
    if (in.getInt(SIGNATURE_BYTES + 4) != type("IHDR")) {
      throw new MediaReadException("damaged PNG image (it does not begin with its header)");
    }
    int width = in.getInt(SIGNATURE_BYTES + 8);
    int height = in.getInt(SIGNATURE_BYTES + 12);
    // The decoder makes four channels of whatever has or may have transparency.
    int bytesPerPixel = in.get(SIGNATURE_BYTES + 16) == 16 ? 8 : 4;
    Orientation orientation = Orientation.UPRIGHT;
    PngColours colours = new PngColours();
    boolean complete = false;
    for (long at = SIGNATURE_BYTES; at + CHUNK_FRAME_BYTES <= content.length; at = next(in, at)) {
      if (next(in, at) > content.length) {
        break;
      }
      requireChecksum(in, (int) at);
      int type = in.getInt((int) at + 4);
      if (type == EXIF) {
        ByteBuffer exif = in.slice((int) at + 8, in.getInt((int) at));
        orientation = TiffDirectory.orientation(exif);
        colours.addExif(TiffDirectory.isAdobeRgb(exif));
      }
      colours.add(type, in.slice((int) at + 8, in.getInt((int) at)));
      if (type == IEND) {
        complete = true;
        break;
      }
    }
    return new ImageHeader(ImageFormat.PNG, width, height, bytesPerPixel, orientation)
        .withComplete(complete)
        .withChannels((in.get(SIGNATURE_BYTES + 17) & 2) == 0 ? 1 : 3)
        .withColours(colours.profile());
  }

  /**
   * The same image in a file of only what draws it. A PNG may also hold unbounded compressed text,
   * colour profiles that the decoder complains about on the terminal, and animations.
   */
  static byte[] essential(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
    out.write(content, 0, SIGNATURE_BYTES);
    int type = 0;
    for (int at = SIGNATURE_BYTES; type != IEND; at = (int) next(in, at)) {
      type = in.getInt(at + 4);
      if (isEssential(type)) {
        out.write(content, at, (int) next(in, at) - at);
      }
    }
    return out.toByteArray();
  }

  /**
   * The grey that is transparent, as the decoder scales it: to 16 bits, or 8 for fewer; -1 where
   * there is none. The decoder knows transparent colours and palettes, but no such grey.
   */
  static int clearGrey(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    if (in.get(SIGNATURE_BYTES + 17) != GREY) {
      return -1;
    }
    int bits = in.get(SIGNATURE_BYTES + 16);
    int type = 0;
    for (int at = SIGNATURE_BYTES; type != IEND; at = (int) next(in, at)) {
      type = in.getInt(at + 4);
      if (type == TRANSPARENCY && in.getInt(at) >= 2) {
        int grey = Short.toUnsignedInt(in.getShort(at + 8));
        return bits == 16 ? grey : (grey & (1 << bits) - 1) * 255 / ((1 << bits) - 1);
      }
    }
    return -1;
  }

  /** The critical chunks, whose names begin with a capital letter, and transparency. */
  private static boolean isEssential(int type) {
    return (type >>> 24 & 0x20) == 0 || type == TRANSPARENCY;
  }

  private static long next(ByteBuffer in, long at) {
    return at + CHUNK_FRAME_BYTES + Integer.toUnsignedLong(in.getInt((int) at));
  }

  /** A chunk's last four bytes are the checksum of its type and data. */
  private static void requireChecksum(ByteBuffer in, int at) throws MediaReadException {
    int length = in.getInt(at) + 4;
    CRC32 crc = new CRC32();
    crc.update(in.array(), at + 4, length);
    if ((int) crc.getValue() != in.getInt(at + 4 + length)) {
      throw new MediaReadException(
          "damaged PNG image (a checksum is wrong at byte " + at + "); copy or download it again");
    }
  }

  static int type(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }
}
