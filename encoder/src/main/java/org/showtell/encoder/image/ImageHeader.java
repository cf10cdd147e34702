package org.showtell.encoder.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.showtell.encoder.colour.ColourProfile;
import org.showtell.encoder.image.StillDecoder.StillItems;

/**
 * What a file says about its image before anything is decoded.
 *
 * @param bytesPerPixel what the decoder will need
 * @param orientation the turn that makes it upright
 * @param complete whether the file contains the image's end
 * @param channels of colour: 1 for grey, 3, or 4 for inks
 * @param colours what its numbers mean
 * @param stillItems what the decoder of HEIC and AVIF must know
 */
record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int bytesPerPixel,
    Orientation orientation,
    boolean complete,
    int channels,
    ColourProfile colours,
    StillItems stillItems) {
  private static final int BMP_FILE_HEADER_BYTES = 14;
  private static final int BMP_CORE_HEADER_BYTES = 12;
  private static final int BMP_MASKED_HEADER_BYTES = 56;
  private static final int BMP_PROFILED_HEADER_BYTES = 124;
  private static final int BMP_PROFILE_EMBEDDED = 0x4d424544; // "MBED"

  ImageHeader(
      ImageFormat format, int width, int height, int bytesPerPixel, Orientation orientation) {
    this(
        format,
        width,
        height,
        bytesPerPixel,
        orientation,
        true,
        3,
        ColourProfile.SRGB,
        StillItems.PLAIN);
  }

  ImageHeader withOrientation(Orientation turn) {
    return new ImageHeader(
        format, width, height, bytesPerPixel, turn, complete, channels, colours, stillItems);
  }

  ImageHeader withComplete(boolean whole) {
    return new ImageHeader(
        format, width, height, bytesPerPixel, orientation, whole, channels, colours, stillItems);
  }

  ImageHeader withChannels(int number) {
    return new ImageHeader(
        format, width, height, bytesPerPixel, orientation, complete, number, colours, stillItems);
  }

  ImageHeader withColours(ColourProfile profile) {
    return new ImageHeader(
        format, width, height, bytesPerPixel, orientation, complete, channels, profile, stillItems);
  }

  ImageHeader withStillItems(StillItems items) {
    return new ImageHeader(
        format, width, height, bytesPerPixel, orientation, complete, channels, colours, items);
  }

  long pixels() {
    return (long) width * height;
  }

  /**
   * @throws MediaReadException if it breaks off or makes no sense
   */
  static ImageHeader read(ImageFormat format, byte[] content) throws MediaReadException {
    ImageHeader header;
    try {
      header =
          switch (format) {
            case JPEG -> JpegHeader.read(content);
            case PNG -> PngHeader.read(content);
            case GIF -> GifImage.header(content);
            case BMP -> bitmap(content);
            case TIFF -> TiffHeader.read(content);
            case WEBP -> WebpHeader.read(content);
            case HEIC, AVIF -> HeifHeader.read(format, content);
            default -> throw new AssertionError(format + " was let through");
          };
    } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
      throw new MediaReadException(truncated(format, content.length), e);
    }
    if (header.width() < 1 || header.height() < 1) {
      throw new MediaReadException(
          "damaged %s image (its size is %sx%s)"
              .formatted(format.label(), header.width(), header.height()));
    }
    return header;
  }

  static String truncated(ImageFormat format, int length) {
    return String.format(
        "truncated %s image (the file ends after %s bytes, before the image does); "
            + "copy or download it again",
        format.label(), length);
  }

  /** The reason of every decoder: what each says itself names places in its source. */
  static String damaged(ImageFormat format) {
    return String.format(
        "damaged %s image (its header is sound, its pixels are not); copy or download it again, "
            + "or convert it to a JPEG or a PNG",
        format.label());
  }

  private static ImageHeader bitmap(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int width;
    int height;
    long rowBytes;
    boolean compressed = false;
    if (in.getInt(BMP_FILE_HEADER_BYTES) == BMP_CORE_HEADER_BYTES) {
      width = Short.toUnsignedInt(in.getShort(18));
      height = Short.toUnsignedInt(in.getShort(20));
      rowBytes = rowBytes(width, in.getShort(24));
    } else {
      width = in.getInt(18);
      // Negative: stored from the top down.
      height = Math.abs(in.getInt(22));
      rowBytes = rowBytes(width, in.getShort(28));
      int compression = in.getInt(30);
      compressed = compression != 0 && compression != 3;
    }
    long needed = Integer.toUnsignedLong(in.getInt(10)) + rowBytes * height;
    return new ImageHeader(
            ImageFormat.BMP, width, height, bitmapHasAlpha(in) ? 4 : 3, Orientation.UPRIGHT)
        .withComplete(compressed || needed <= content.length)
        .withColours(bitmapColours(in));
  }

  /** A fourth byte is alpha where a header of version 3 or later has a mask for it. */
  private static boolean bitmapHasAlpha(ByteBuffer in) {
    return in.getInt(BMP_FILE_HEADER_BYTES) >= BMP_MASKED_HEADER_BYTES
        && in.getShort(28) == 32
        && in.getInt(30) == 3
        && in.getInt(66) != 0;
  }

  /** A header of version 5 may name a profile behind the pixels. */
  private static ColourProfile bitmapColours(ByteBuffer in) {
    if (in.getInt(BMP_FILE_HEADER_BYTES) < BMP_PROFILED_HEADER_BYTES
        || in.getInt(70) != BMP_PROFILE_EMBEDDED) {
      return ColourProfile.SRGB;
    }
    byte[] profile = new byte[Math.max(0, Math.min(in.limit(), in.getInt(130)))];
    in.get(BMP_FILE_HEADER_BYTES + in.getInt(126), profile);
    return new ColourProfile.Icc(profile);
  }

  private static long rowBytes(int width, int bits) {
    return ((long) width * bits + 31) / 32 * 4;
  }
}
