package org.showtell.encoder.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.colour.ColourProfile;
import org.showtell.encoder.image.StillDecoder.StillItems;

/**
 * Size and turn of the primary image of a HEIF file (ISO/IEC 23008-12), which HEIC and AVIF are.
 * The turn is the file's own (irot, imir); EXIF's says the same and must not be applied again.
 */
final class HeifHeader {
  private static final int MAX_PROPERTIES = 1 << 16;
  private static final int MAX_TILE_SIDE = 1 << 16;
  private static final List<String> ALPHA =
      List.of(
          "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
          "urn:mpeg:hevc:2015:auxid:1",
          "urn:mpeg:avc:2015:auxid:1");

  private long primaryItem;
  private final List<ByteBuffer> properties = new ArrayList<>();
  private final List<String> propertyTypes = new ArrayList<>();
  private final Map<Long, List<Integer>> propertiesOfItem = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private ByteBuffer associations;
  private ByteBuffer track;
  private boolean complete = true;

  /** One item refers to another. */
  private record Reference(String type, long from, long to) {}

  private HeifHeader() {}

  static ImageHeader read(ImageFormat format, byte[] content) throws MediaReadException {
    HeifHeader header = new HeifHeader();
    ByteBuffer file = ByteBuffer.wrap(content);
    header.readBoxes(file, 0, content.length, "");
    if (header.associations == null && header.track != null) {
      // A sequence without a still: its first frame. Width and height end the track's header.
      int end = header.track.limit();
      int width = header.track.getInt(end - 8) >>> 16;
      return new ImageHeader(
          format, width, header.track.getInt(end - 4) >>> 16, 3, Orientation.UPRIGHT);
    }
    if (header.associations == null) {
      throw new MediaReadException(ImageHeader.truncated(format, content.length));
    }
    header.readAssociations();
    header.requireTiles();
    return header.interpret(format).withComplete(header.complete);
  }

  /**
   * @throws MediaReadException if FFmpeg would not come to an end with a file's grids
   */
  static void requireTiles(byte[] content) throws MediaReadException {
    HeifHeader header = new HeifHeader();
    try {
      header.readBoxes(ByteBuffer.wrap(content), 0, content.length, "");
      if (header.associations != null) {
        header.readAssociations();
        header.requireTiles();
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new MediaReadException("damaged HEIF image (its list of items breaks off)", e);
    }
  }

  /** FFmpeg 7.1 lays tiles out for ever where one has no height. */
  private void requireTiles() throws MediaReadException {
    for (Reference reference : references) {
      if (reference.type().equals("dimg") && !hasSize(reference.to())) {
        throw new MediaReadException(
            "damaged HEIF image (its tile " + reference.to() + " has no size)");
      }
    }
  }

  private boolean hasSize(long item) {
    int width = 0;
    int height = 0;
    for (int index : propertiesOfItem.getOrDefault(item, List.of())) {
      if (index < properties.size() && propertyTypes.get(index).equals("ispe")) {
        width = properties.get(index).getInt(4);
        height = properties.get(index).getInt(8);
      }
    }
    return width > 0 && width <= MAX_TILE_SIDE && height > 0 && height <= MAX_TILE_SIDE;
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
        complete &= !parent.isEmpty(); // the decoder may have what it needs all the same
        return;
      }
      int end = at + (int) size;
      // Each box only where it belongs: nested without end, they would overflow the stack.
      switch (parent + "/" + type) {
        case "/meta" -> readBoxes(in, body + 4, end, type);
        case "meta/iprp", "/moov", "moov/trak" -> readBoxes(in, body, end, type);
        case "trak/tkhd" -> track = track == null ? in.slice(body, end - body) : track;
        case "iprp/ipco" -> readProperties(in, body, end);
        case "meta/pitm" ->
            primaryItem =
                in.get(body) == 0
                    ? Short.toUnsignedLong(in.getShort(body + 4))
                    : Integer.toUnsignedLong(in.getInt(body + 4));
        case "meta/iref" -> readReferences(in.slice(body, end - body));
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
        if (index > 0) {
          propertiesOfItem.computeIfAbsent(item, unused -> new ArrayList<>()).add(index - 1);
        }
      }
    }
  }

  /** SingleItemTypeReferenceBoxes (ISO/IEC 14496-12, section 8.11.12). */
  private void readReferences(ByteBuffer in) throws MediaReadException {
    boolean wide = in.getInt() >>> 24 != 0;
    while (in.remaining() >= 8) {
      int start = in.position();
      int size = in.getInt();
      // One that ended before it began would be read for ever.
      if (size < 8 || size > in.limit() - start) {
        throw new MediaReadException("damaged HEIF image (a reference's size is " + size + ")");
      }
      String type = type(in, start + 4);
      ByteBuffer box = in.slice(start + 8, size - 8);
      long from = id(box, wide);
      for (int count = Short.toUnsignedInt(box.getShort()); count > 0; count--) {
        references.add(new Reference(type, from, id(box, wide)));
      }
      in.position(start + size);
    }
  }

  private static long id(ByteBuffer in, boolean wide) {
    return wide ? Integer.toUnsignedLong(in.getInt()) : Short.toUnsignedLong(in.getShort());
  }

  /** The item that holds the primary one's transparency; 0 where none does. */
  private long alphaItem() {
    for (Reference reference : references) {
      if (reference.type().equals("auxl") && reference.to() == primaryItem) {
        for (int index : propertiesOfItem.getOrDefault(reference.from(), List.of())) {
          if (propertyTypes.get(index).equals("auxC") && isAlpha(properties.get(index))) {
            return reference.from();
          }
        }
      }
    }
    return 0;
  }

  private static boolean isAlpha(ByteBuffer property) {
    byte[] name = new byte[property.limit() - 4];
    property.get(4, name);
    String urn = new String(name, StandardCharsets.ISO_8859_1);
    return ALPHA.stream().anyMatch(urn::startsWith);
  }

  private ImageHeader interpret(ImageFormat format) {
    int width = 0;
    int height = 0;
    Orientation orientation = Orientation.UPRIGHT;
    ColourProfile colours = ColourProfile.SRGB;
    for (int index : propertiesOfItem.getOrDefault(primaryItem, List.of())) {
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
        case "colr" -> colours = colours(property, colours);
        default -> {
          // Codec configuration and the like.
        }
      }
    }
    long alpha = alphaItem();
    boolean multiplied = references.contains(new Reference("prem", primaryItem, alpha));
    boolean icc = colours instanceof ColourProfile.Icc;
    return new ImageHeader(format, width, height, alpha == 0 ? 3 : 4, orientation)
        .withColours(icc ? colours : ColourProfile.SRGB)
        .withStillItems(new StillItems(alpha, multiplied, colours));
  }

  /** A profile goes before code points (ISO/IEC 23008-12, section 6.5.5). */
  private static ColourProfile colours(ByteBuffer property, ColourProfile before) {
    String type = type(property, 0);
    if (type.equals("prof") || type.equals("rICC")) {
      byte[] profile = new byte[property.limit() - 4];
      property.get(4, profile);
      return new ColourProfile.Icc(profile);
    }
    return type.equals("nclx") && !(before instanceof ColourProfile.Icc)
        ? new ColourProfile.Coded(property.getShort(4), property.getShort(6))
        : before;
  }

  private static String type(ByteBuffer in, int at) {
    byte[] name = new byte[4];
    in.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
