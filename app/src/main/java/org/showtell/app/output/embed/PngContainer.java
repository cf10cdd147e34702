package org.showtell.app.output.embed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * A PNG file, animated or not: chunks (PNG Specification, 5.3). XMP is an {@code iTXt} chunk with a
 * keyword of its own, EXIF the chunk {@code eXIf} (11.3.4.5). IPTC has no place in a PNG.
 */
final class PngContainer implements PhotoContainer {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final int AROUND_DATA = 12; // length, type, check sum
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp\0";

  /** Behind the keyword: whether and how it is compressed, no language, no translated keyword. */
  private static final byte[] PLAIN_TEXT = new byte[4];

  /** The runs of chunks that no caption changes, with the two that it does at their places. */
  private final List<Piece> parts = new ArrayList<>();

  private Piece xmpChunk;
  private byte[] xmp;
  private Piece exifChunk;
  private byte[] exif;
  private int place = -1; // among the parts, of new metadata

  private PngContainer() {}

  static PngContainer read(ByteSource source) throws IOException {
    PngContainer png = new PngContainer();
    long start = 0; // of the run of chunks
    long at = SIGNATURE.length();
    String type = "";
    while (!type.equals("IEND")) {
      ByteBuffer head = ByteBuffer.wrap(source.read(at, 8));
      long length = head.getInt() & 0xffffffffL;
      type = StandardCharsets.ISO_8859_1.decode(head).toString();
      long end = at + AROUND_DATA + length;
      if (end > source.size()) {
        throw new IOException("damaged PNG (the chunk at byte " + at + " has no end)");
      }
      if (type.equals("caBX")) {
        throw new IOException(SIGNED);
      }
      boolean pixels = type.equals("IDAT") && png.place < 0;
      boolean metadata = png.take(source, type, Piece.kept(at, end));
      if (pixels || metadata) {
        png.keep(start, at);
        start = metadata ? end : at;
      }
      if (pixels) {
        png.place = png.parts.size();
      }
      if (metadata) {
        png.parts.add(type.equals("eXIf") ? png.exifChunk : png.xmpChunk);
      }
      at = end;
    }
    if (png.place < 0) {
      throw new IOException("damaged PNG (it has no pixels)");
    }
    png.keep(start, source.size());
    return png;
  }

  private void keep(long start, long end) {
    if (end > start) {
      parts.add(Piece.kept(start, end));
    }
  }

  /** Whether a chunk is metadata that a caption changes. */
  private boolean take(ByteSource source, String type, Piece chunk) throws IOException {
    if (type.equals("eXIf")) {
      requireFirst(exifChunk, "EXIF chunks");
      exifChunk = chunk;
      exif = data(source, chunk);
      return true;
    }
    int keyword = XMP_KEYWORD.length();
    if (!type.equals("iTXt") || chunk.length() < AROUND_DATA + keyword + PLAIN_TEXT.length) {
      return false;
    }
    byte[] start = source.read(chunk.start() + 8, keyword);
    if (!XMP_KEYWORD.equals(new String(start, StandardCharsets.ISO_8859_1))) {
      return false;
    }
    requireFirst(xmpChunk, "XMP packets");
    xmpChunk = chunk;
    xmp = text(data(source, chunk), keyword);
    return true;
  }

  private static void requireFirst(Piece earlier, String kind) throws IOException {
    if (earlier != null) {
      throw new IOException("it has two " + kind + ", and readers differ about which counts");
    }
  }

  private static byte[] data(ByteSource source, Piece chunk) throws IOException {
    if (chunk.length() > MOST_METADATA) {
      throw new IOException(
          "its metadata has %s bytes, and at most %s are read"
              .formatted(chunk.length(), MOST_METADATA));
    }
    return source.read(chunk.start() + 8, (int) chunk.length() - AROUND_DATA);
  }

  private static byte[] text(byte[] data, int keyword) throws IOException {
    boolean compressed = data[keyword] != 0;
    int at = keyword + 2;
    for (int ends = 0; ends < 2; at++) {
      if (at == data.length) {
        throw new IOException("damaged PNG (its XMP has no text)");
      }
      ends += data[at] == 0 ? 1 : 0;
    }
    byte[] text = Arrays.copyOfRange(data, at, data.length);
    if (!compressed) {
      return text;
    }
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(text))) {
      byte[] inflated = in.readNBytes(MOST_METADATA);
      if (in.read() >= 0) {
        throw new IOException("its XMP has more than " + MOST_METADATA + " bytes");
      }
      return inflated;
    }
  }

  @Override
  public PhotoMetadata metadata() {
    return new PhotoMetadata(xmp, exif, null);
  }

  @Override
  public List<Piece> with(PhotoMetadata changed) {
    List<Piece> pieces = new ArrayList<>(parts);
    if (changed.xmp() != null && changed.xmp() != xmp) {
      put(pieces, xmpChunk, chunk("iTXt", concat(keyword(), PLAIN_TEXT, changed.xmp())));
    }
    if (changed.exif() != null && changed.exif() != exif) {
      put(pieces, exifChunk, chunk("eXIf", changed.exif()));
    }
    return pieces;
  }

  private void put(List<Piece> pieces, Piece old, Piece chunk) {
    if (old == null) {
      pieces.add(place, chunk);
    } else {
      pieces.set(pieces.indexOf(old), chunk);
    }
  }

  private static byte[] keyword() {
    return XMP_KEYWORD.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[]... pieces) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(pieces).mapToInt(p -> p.length).sum());
    Arrays.stream(pieces).forEach(all::put);
    return all.array();
  }

  private static Piece chunk(String type, byte[] data) {
    byte[] named = concat(type.getBytes(StandardCharsets.ISO_8859_1), data);
    CRC32 check = new CRC32();
    check.update(named);
    return Piece.written(
        ByteBuffer.allocate(named.length + 8)
            .putInt(data.length)
            .put(named)
            .putInt((int) check.getValue())
            .array());
  }

  @Override
  public List<Piece> constant() {
    return parts.stream().filter(part -> part != xmpChunk && part != exifChunk).toList();
  }
}
