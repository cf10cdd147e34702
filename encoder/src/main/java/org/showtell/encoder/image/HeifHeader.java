package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Size and turn of the primary image of a HEIF file (ISO/IEC 23008-12), which HEIC and AVIF are.
 * The turn is the file's own (irot, imir); EXIF's says the same and must not be applied again.
 */
final class HeifHeader {
  private static final int MAX_PROPERTIES = 1 << 16;

  private long primaryItem;
  private final List<ByteBuffer> properties = new ArrayList<>();
  private final List<String> propertyTypes = new ArrayList<>();
  private final List<Integer> ofPrimary = new ArrayList<>();
  private ByteBuffer associations;

  private HeifHeader() {}

  static ImageHeader read(ImageFormat format, byte[] content) throws MediaReadException {
    HeifHeader header = new HeifHeader();
    ByteBuffer file = ByteBuffer.wrap(content);
    header.readBoxes(file, 0, content.length, "");
    if (header.associations == null) {
      throw new MediaReadException(ImageHeader.truncated(format, content.length));
    }
    header.readAssociations();
    return header.interpret(format);
  }

  private void readBoxes(ByteBuffer in, int from, int to, String parent) throws MediaReadException {
    int at = from;
    while (at + 8 <= to) {
      long size = Integer.toUnsignedLong(in.getInt(at));
      String type = type(in, at + 4);
      int body = at + 8;
      if (size == 1) {
        size = in.getLong(at + 8);
        body += 8;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < body - at || size > to - at) {
        // The image's data may be cut short: the decoder will say so.
        return;
      }
      int end = at + (int) size;
      // Each box only where it belongs: nested without end, they would overflow the stack.
      switch (parent + "/" + type) {
        case "/meta" -> readBoxes(in, body + 4, end, type);
        case "meta/iprp" -> readBoxes(in, body, end, type);
        case "iprp/ipco" -> readProperties(in, body, end);
        case "meta/pitm" ->
            primaryItem =
                in.get(body) == 0
                    ? Short.toUnsignedLong(in.getShort(body + 4))
                    : Integer.toUnsignedLong(in.getInt(body + 4));
        case "iprp/ipma" -> associations = in.slice(body, end - body);
        default -> {
          // Data and items: the decoder's business.
        }
      }
      at = end;
    }
  }

  private void readProperties(ByteBuffer in, int from, int to) throws MediaReadException {
    int at = from;
    while (at + 8 <= to) {
      long size = Integer.toUnsignedLong(in.getInt(at));
      if (size < 8 || size > to - at || properties.size() > MAX_PROPERTIES) {
        throw new MediaReadException("damaged HEIF image (a property's size is " + size + ")");
      }
      propertyTypes.add(type(in, at + 4));
      properties.add(in.slice(at + 8, (int) size - 8));
      at += (int) size;
    }
  }

  private void readAssociations() {
    ByteBuffer in = associations.slice();
    int versionAndFlags = in.getInt();
    boolean wideItem = versionAndFlags >>> 24 != 0;
    boolean wideIndex = (versionAndFlags & 1) != 0;
    long entries = Integer.toUnsignedLong(in.getInt());
    for (long i = 0; i < entries; i++) {
      long item =
          wideItem ? Integer.toUnsignedLong(in.getInt()) : Short.toUnsignedLong(in.getShort());
      int count = Byte.toUnsignedInt(in.get());
      for (int p = 0; p < count; p++) {
        // The top bit says "essential"; indices begin with 1.
        int index = wideIndex ? in.getShort() & 0x7fff : in.get() & 0x7f;
        if (item == primaryItem && index > 0) {
          ofPrimary.add(index - 1);
        }
      }
    }
  }

  private ImageHeader interpret(ImageFormat format) {
    int width = 0;
    int height = 0;
    Orientation orientation = Orientation.UPRIGHT;
    for (int index : ofPrimary) {
      ByteBuffer property = properties.get(index);
      switch (propertyTypes.get(index)) {
        case "ispe" -> {
          width = Math.max(0, property.getInt(4));
          height = Math.max(0, property.getInt(8));
        }
        case "irot" -> {
          for (int turn = property.get(0) & 3; turn > 0; turn--) {
            orientation = orientation.thenQuarterTurnLeft();
          }
        }
        case "imir" ->
            orientation =
                (property.get(0) & 1) == 0
                    ? orientation.thenFlipVertically()
                    : orientation.thenFlipHorizontally();
        default -> {
          // Colour, codec configuration and the like.
        }
      }
    }
    return new ImageHeader(format, width, height, 3, orientation);
  }

  private static String type(ByteBuffer in, int at) {
    byte[] name = new byte[4];
    in.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
