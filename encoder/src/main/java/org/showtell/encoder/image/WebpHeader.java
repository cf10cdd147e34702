package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.encoder.colour.ColourProfile;

/** Walks the chunks of a WebP file (RFC 9649, section 2), decoding nothing. */
final class WebpHeader {
  private static final int FILE_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /** Where an extended file says what it contains. */
  static final int FLAGS = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES;

  private static final int EXTENDED_BYTES = 10;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int RIFF = fourCc("RIFF");
  private static final int WEBP = fourCc("WEBP");
  private static final int LOSSY = fourCc("VP8 ");
  private static final int LOSSLESS = fourCc("VP8L");
  private static final int EXTENDED = fourCc("VP8X");
  private static final int FRAME = fourCc("ANMF");
  private static final int EXIF = fourCc("EXIF");
  private static final int PROFILE = fourCc("ICCP");
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

  /** The frames of an animation, in their order; none of a still image. */
  static List<WebpAnimation.Frame> frames(byte[] content) throws MediaReadException {
    WebpHeader header = new WebpHeader(content);
    List<WebpAnimation.Frame> frames = new ArrayList<>();
    if (header.isAnimated()) {
      for (int at = header.find(FRAME, FILE_HEADER_BYTES);
          at >= 0;
          at = header.find(FRAME, header.next(at))) {
        frames.add(header.frame(at));
      }
    }
    return frames;
  }

  /** A frame's coded image as a file of its own. */
  static byte[] still(byte[] content, WebpAnimation.Frame frame) {
    int size = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES + EXTENDED_BYTES + frame.length();
    ByteBuffer still = ByteBuffer.allocate(size + (size & 1)).order(ByteOrder.LITTLE_ENDIAN);
    still.putInt(RIFF).putInt(still.capacity() - CHUNK_HEADER_BYTES).putInt(WEBP);
    still.putInt(EXTENDED).putInt(EXTENDED_BYTES).put(HAS_ALPHA).put(new byte[3]);
    // Width and height of the frame, 3 bytes each, less one, as they stand in the frame's header.
    still.put(content, frame.at() - FRAME_HEADER_BYTES + 6, 6);
    still.put(content, frame.at(), frame.length());
    return still.array();
  }

  private WebpAnimation.Frame frame(int at) throws MediaReadException {
    int length = in.getInt(at - 4) - FRAME_HEADER_BYTES;
    if (length < 0) {
      throw new MediaReadException(ImageHeader.truncated(ImageFormat.WEBP, in.limit()));
    }
    int flags = in.get(at + 15);
    WebpAnimation.Frame frame =
        new WebpAnimation.Frame(
            at + FRAME_HEADER_BYTES,
            length,
            2 * (in.getInt(at) & THREE_BYTES),
            2 * (in.getInt(at + 3) & THREE_BYTES),
            (in.getInt(at + 6) & THREE_BYTES) + 1,
            (in.getInt(at + 9) & THREE_BYTES) + 1,
            in.getInt(at + 12) & THREE_BYTES,
            (flags & 2) == 0,
            (flags & 1) != 0);
    int body = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES;
    int width = (in.getInt(body + 4) & THREE_BYTES) + 1;
    int height = (in.getInt(body + 6) >>> 8) + 1;
    if (frame.left() + frame.width() > width || frame.top() + frame.height() > height) {
      throw new MediaReadException(
          "damaged WebP image (a frame of %sx%s pixels lies outside of the image's %sx%s)"
              .formatted(frame.width(), frame.height(), width, height));
    }
    return frame;
  }

  private ImageHeader interpret() throws MediaReadException {
    int first = in.getInt(FILE_HEADER_BYTES);
    int body = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES;
    int width;
    int height;
    if (isAnimated() && frames(in.array()).isEmpty()) {
      throw new MediaReadException(ImageHeader.truncated(ImageFormat.WEBP, in.limit()));
    }
    if (first == EXTENDED) {
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
    long needed = CHUNK_HEADER_BYTES + Integer.toUnsignedLong(in.getInt(4));
    return new ImageHeader(ImageFormat.WEBP, width, height, 4, orientation())
        .withComplete(needed <= in.limit())
        .withColours(colours());
  }

  /** Whether a WebP file is an animation, by its first bytes, {@link #FLAGS} included. */
  static boolean isAnimated(byte[] head) {
    return new WebpHeader(head).isAnimated();
  }

  private boolean isAnimated() {
    return in.getInt(FILE_HEADER_BYTES) == EXTENDED && (in.get(FLAGS) & ANIMATED) != 0;
  }

  private ColourProfile colours() {
    int profile = find(PROFILE, FILE_HEADER_BYTES);
    if (profile >= 0) {
      return new ColourProfile.Icc(body(profile));
    }
    ByteBuffer exif = exif();
    boolean adobe = exif != null && TiffDirectory.isAdobeRgb(exif);
    return adobe ? ColourProfile.ADOBE_RGB : ColourProfile.SRGB;
  }

  private byte[] body(int at) {
    return Arrays.copyOfRange(in.array(), at, at + in.getInt(at - 4));
  }

  private Orientation orientation() {
    ByteBuffer exif = exif();
    return exif == null ? Orientation.UPRIGHT : TiffDirectory.orientation(exif);
  }

  private ByteBuffer exif() {
    int exif = find(EXIF, FILE_HEADER_BYTES);
    if (exif < 0) {
      return null;
    }
    byte[] body = body(exif);
    // Some writers keep JPEG's "Exif\0\0" in front of the data.
    boolean prefixed = body.length > 6 && in.getInt(exif) == fourCc("Exif");
    int skip = prefixed ? 6 : 0;
    return ByteBuffer.wrap(body).slice(skip, body.length - skip);
  }

  /** Where the chunk after that of a body begins. */
  private int next(int body) {
    long length = Integer.toUnsignedLong(in.getInt(body - 4));
    return (int) Math.min(in.limit(), body + length + (length & 1));
  }

  /** Where the body of the next whole chunk of that kind begins; -1 if there is none. */
  private int find(int kind, int from) {
    long at = from;
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
