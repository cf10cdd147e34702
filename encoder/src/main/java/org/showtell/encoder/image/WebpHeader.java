package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Walks the chunks of a WebP file (RFC 9649, section 2), decoding nothing. */
final class WebpHeader {
  private static final int FILE_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int EXTENDED_BYTES = 10;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int RIFF = fourCc("RIFF");
  private static final int WEBP = fourCc("WEBP");
  private static final int LOSSY = fourCc("VP8 ");
  private static final int LOSSLESS = fourCc("VP8L");
  private static final int EXTENDED = fourCc("VP8X");
  private static final int FRAME = fourCc("ANMF");
  private static final int EXIF = fourCc("EXIF");
  private static final int ANIMATED = 0x02;
  private static final byte HAS_ALPHA = 0x10;
  private static final int FOURTEEN_BITS = 0x3fff;
  private static final int THREE_BYTES = 0xffffff;

  private final ByteBuffer in;

  private WebpHeader(byte[] content) {
    in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ImageHeader read(byte[] content) throws MediaReadException {
    return new WebpHeader(content).interpret();
  }

  /**
   * The first frame of an animation as a file of its own; other files unchanged. OpenCV 4.11's
   * reader of animations writes beyond its buffers when a damaged file's frame and canvas differ in
   * size.
   */
  static byte[] still(byte[] content) {
    WebpHeader header = new WebpHeader(content);
    if (!header.isAnimated()) {
      return content;
    }
    int frame = header.find(FRAME);
    int length = header.in.getInt(frame - 4) - FRAME_HEADER_BYTES;
    int size = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES + EXTENDED_BYTES + length;
    ByteBuffer still = ByteBuffer.allocate(size + (size & 1)).order(ByteOrder.LITTLE_ENDIAN);
    still.putInt(RIFF).putInt(still.capacity() - CHUNK_HEADER_BYTES).putInt(WEBP);
    still.putInt(EXTENDED).putInt(EXTENDED_BYTES).put(HAS_ALPHA).put(new byte[3]);
    // Width and height of the frame, 3 bytes each, less one, as they stand in the frame's header.
    still.put(content, frame + 6, 6);
    still.put(content, frame + FRAME_HEADER_BYTES, length);
    return still.array();
  }

  private ImageHeader interpret() throws MediaReadException {
    int first = in.getInt(FILE_HEADER_BYTES);
    int body = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES;
    int width;
    int height;
    if (isAnimated()) {
      int frame = find(FRAME);
      if (frame < 0 || in.getInt(frame - 4) < FRAME_HEADER_BYTES) {
        throw new MediaReadException(ImageHeader.truncated(ImageFormat.WEBP, in.limit()));
      }
      width = (in.getInt(frame + 6) & THREE_BYTES) + 1;
      height = (in.getInt(frame + 9) & THREE_BYTES) + 1;
    } else if (first == EXTENDED) {
      width = (in.getInt(body + 4) & THREE_BYTES) + 1;
      height = (in.getInt(body + 6) >>> 8) + 1;
    } else if (first == LOSSY) {
      width = in.getShort(body + 6) & FOURTEEN_BITS;
      height = in.getShort(body + 8) & FOURTEEN_BITS;
    } else if (first == LOSSLESS) {
      int bits = in.getInt(body + 1);
      width = (bits & FOURTEEN_BITS) + 1;
      height = (bits >>> 14 & FOURTEEN_BITS) + 1;
    } else {
      throw new MediaReadException("damaged WebP image (it begins with no image)");
    }
    ImageHeader header = new ImageHeader(ImageFormat.WEBP, width, height, 4, orientation());
    long needed = CHUNK_HEADER_BYTES + Integer.toUnsignedLong(in.getInt(4));
    return needed <= in.limit() ? header : header.incomplete();
  }

  private boolean isAnimated() {
    return in.getInt(FILE_HEADER_BYTES) == EXTENDED
        && (in.get(FILE_HEADER_BYTES + CHUNK_HEADER_BYTES) & ANIMATED) != 0;
  }

  private Orientation orientation() {
    int exif = find(EXIF);
    if (exif < 0) {
      return Orientation.UPRIGHT;
    }
    byte[] body = Arrays.copyOfRange(in.array(), exif, exif + in.getInt(exif - 4));
    // Some writers keep JPEG's "Exif\0\0" in front of the data.
    boolean prefixed = body.length > 6 && in.getInt(exif) == fourCc("Exif");
    int skip = prefixed ? 6 : 0;
    return TiffDirectory.orientation(ByteBuffer.wrap(body).slice(skip, body.length - skip));
  }

  /** Where the body of the first whole chunk of that kind begins; -1 if there is none. */
  private int find(int kind) {
    long at = FILE_HEADER_BYTES;
    while (at + CHUNK_HEADER_BYTES <= in.limit()) {
      long length = Integer.toUnsignedLong(in.getInt((int) at + 4));
      long body = at + CHUNK_HEADER_BYTES;
      if (in.getInt((int) at) == kind && body + length <= in.limit()) {
        return (int) body;
      }
      at = body + length + (length & 1);
    }
    return -1;
  }

  private static int fourCc(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
