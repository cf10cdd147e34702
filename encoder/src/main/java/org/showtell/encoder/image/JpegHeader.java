package org.showtell.encoder.image;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.showtell.encoder.colour.ColourProfile;

/** Walks the markers of a JPEG file (ITU T.81, annex B) to its end, decoding nothing. */
final class JpegHeader {
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final Set<Integer> PROGRESSIVE = Set.of(0xc2, 0xc6, 0xca, 0xce);
  private static final Set<Integer> READ = Set.of(0xc0, 0xc1, 0xc2, 0xc9, 0xca);
  private static final Set<Integer> LOSSLESS = Set.of(0xc3, 0xcb);
  private static final int JPEG_LS = 0xf7;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int APP2 = 0xe2;
  private static final String EXIF = "Exif\0\0";
  private static final String ICC = "ICC_PROFILE\0";
  private static final String ADOBE = "Adobe";
  private static final int ADOBE_TRANSFORM = 11;

  /** There is no marker of Adobe's programs, which store inks inverted. */
  static final int NO_ADOBE = -1;

  private final ByteBuffer in;
  private int width;
  private int height;
  private int components;
  private int adobeTransform = NO_ADOBE;
  private boolean embedded;
  private boolean complete;
  private JpegScans scans;
  private Orientation orientation;
  private boolean adobeRgb;
  private final SortedMap<Integer, ByteBuffer> profile = new TreeMap<>();

  private JpegHeader(byte[] content) {
    in = ByteBuffer.wrap(content);
    in.position(2);
  }

  static ImageHeader read(byte[] content) throws MediaReadException {
    JpegHeader header = new JpegHeader(content);
    header.walk();
    if (header.components == 0) {
      throw new MediaReadException(ImageHeader.truncated(ImageFormat.JPEG, content.length));
    }
    if (!header.complete && !header.scans.areAllThere()) {
      // Without its later scans the image is whole but blurred, or without its colours: no
      // decoder complains.
      throw new MediaReadException(ImageHeader.truncated(ImageFormat.JPEG, content.length));
    }
    Orientation orientation = header.orientation == null ? Orientation.UPRIGHT : header.orientation;
    int bytes = Math.max(3, header.components);
    return new ImageHeader(ImageFormat.JPEG, header.width, header.height, bytes, orientation)
        .withComplete(header.complete)
        .withChannels(header.components)
        .withColours(header.colours());
  }

  /** How long a JPEG is that begins there, to its end marker; -1 if there is none. */
  static int length(byte[] content, int from) {
    JpegHeader header = new JpegHeader(content);
    header.in.position(from + 2);
    header.embedded = true;
    try {
      header.walk();
    } catch (MediaReadException | IndexOutOfBoundsException | BufferUnderflowException e) {
      return -1;
    }
    return header.complete && header.components > 0 ? header.in.position() - from : -1;
  }

  /** How four inks are stored: Adobe's number for it, or {@link #NO_ADOBE}. */
  static int adobeTransform(byte[] content) throws MediaReadException {
    JpegHeader header = new JpegHeader(content);
    header.walk();
    return header.adobeTransform;
  }

  /** The profile's segments in their order (ISO 15076-1, annex B.4). */
  private ColourProfile colours() {
    if (profile.isEmpty()) {
      return adobeRgb ? ColourProfile.ADOBE_RGB : ColourProfile.SRGB;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer part : profile.values()) {
      bytes.write(in.array(), part.arrayOffset(), part.limit());
    }
    return new ColourProfile.Icc(bytes.toByteArray());
  }

  private void walk() throws MediaReadException {
    int marker = nextMarker();
    while (marker >= 0 && marker != END_OF_IMAGE) {
      if (in.remaining() < 2) {
        return;
      }
      int end = in.position() + Short.toUnsignedInt(in.getShort(in.position()));
      if (end > in.limit()) {
        return;
      }
      segment(marker, in.slice(in.position() + 2, Math.max(0, end - in.position() - 2)));
      in.position(Math.max(end, in.position() + 2));
      if (marker == START_OF_SCAN && !embedded && endsWithMarker()) {
        complete = true;
        return;
      }
      // After a scan's header come its coded images; nextMarker() runs over them too.
      marker = nextMarker();
    }
    complete = marker == END_OF_IMAGE;
  }

  /**
   * The usual case, which spares the walk through the coded image: the end marker, then padding at
   * most.
   */
  private boolean endsWithMarker() {
    int last = in.limit() - 1;
    while (last > in.position() && in.get(last) == 0) {
      last--;
    }
    return in.get(last) == (byte) END_OF_IMAGE && in.get(last - 1) == (byte) 0xff;
  }

  /** The next marker that has a segment or ends the image; -1 at the file's end. */
  private int nextMarker() {
    while (in.remaining() >= 2) {
      if (in.get() != (byte) 0xff) {
        continue;
      }
      int code = Byte.toUnsignedInt(in.get(in.position()));
      // 00 is a stuffed byte, FF a fill byte, 01 and D0 to D8 stand alone.
      boolean alone = code <= 0x01 || code == 0xff || (code >= 0xd0 && code <= 0xd8);
      if (!alone) {
        in.get();
        return code;
      }
    }
    return -1;
  }

  private void segment(int marker, ByteBuffer body) throws MediaReadException {
    boolean frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (marker == JPEG_LS) {
      throw unread("JPEG-LS");
    }
    if (frame && components == 0) {
      if (!READ.contains(marker)) {
        throw unread(LOSSLESS.contains(marker) ? "lossless JPEG" : "hierarchical JPEG");
      }
      frame(body);
      scans = new JpegScans(PROGRESSIVE.contains(marker), identifiers(body));
    } else if (marker == APP1 && orientation == null && startsWith(body, EXIF)) {
      ByteBuffer exif = body.slice(EXIF.length(), body.limit() - EXIF.length());
      orientation = TiffDirectory.orientation(exif);
      adobeRgb = TiffDirectory.isAdobeRgb(exif);
    } else if (marker == APP2 && startsWith(body, ICC) && body.limit() > ICC.length() + 2) {
      int number = Byte.toUnsignedInt(body.get(ICC.length()));
      int start = ICC.length() + 2;
      profile.putIfAbsent(number, body.slice(start, body.limit() - start));
    } else if (marker == APP14 && startsWith(body, ADOBE)) {
      adobeTransform = body.limit() > ADOBE_TRANSFORM ? body.get(ADOBE_TRANSFORM) : 0;
    } else if (marker == START_OF_SCAN) {
      if (components == 0) {
        throw new MediaReadException("damaged JPEG image (a scan comes before the frame's header)");
      }
      scans.add(body);
    }
  }

  private static MediaReadException unread(String kind) {
    return new MediaReadException(
        kind + " image, which is not read; convert it to an 8-bit JPEG or a PNG");
  }

  private void frame(ByteBuffer body) throws MediaReadException {
    int precision = body.get();
    height = Short.toUnsignedInt(body.getShort());
    width = Short.toUnsignedInt(body.getShort());
    components = Byte.toUnsignedInt(body.get());
    if (precision != 8) {
      throw new MediaReadException(
          String.format(
              "JPEG image of %s bits for each colour, and only 8 are read; convert it to an "
                  + "8-bit JPEG or a PNG",
              precision));
    }
    if (components != 1 && components != 3 && components != 4) {
      throw new MediaReadException(
          "damaged JPEG image (it has " + components + " colour components)");
    }
  }

  private int[] identifiers(ByteBuffer frame) {
    int[] identifiers = new int[components];
    for (int c = 0; c < components; c++) {
      identifiers[c] = Byte.toUnsignedInt(frame.get(6 + 3 * c));
    }
    return identifiers;
  }

  private static boolean startsWith(ByteBuffer body, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    return body.limit() >= wanted.length
        && body.slice(0, wanted.length).equals(ByteBuffer.wrap(wanted));
  }
}
