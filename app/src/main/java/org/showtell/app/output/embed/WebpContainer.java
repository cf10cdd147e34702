package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A WebP file, still or animated: chunks in a RIFF (WebP Container Specification, RFC 9649, 2).
 * Metadata needs the extended format, whose first chunk, {@code VP8X}, says what there is; a simple
 * file becomes an extended one with the same pixels. IPTC has no place in a WebP.
 */
final class WebpContainer implements PhotoContainer {
  private static final int HEAD = 12;
  private static final int MOST_CHUNKS = 100_000;
  private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int ALPHA_FLAG = 0x10;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;

  /**
   * @param data of the chunks that say something here; null for the others
   */
  private record Chunk(String type, Piece piece, byte[] data) {
    static Chunk of(String type, byte[] data) {
      int padded = data.length + (data.length & 1);
      byte[] bytes =
          ByteBuffer.allocate(8 + padded)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(type.getBytes(StandardCharsets.ISO_8859_1))
              .putInt(data.length)
              .put(data)
              .array();
      return new Chunk(type, Piece.written(bytes), data);
    }
  }

  private final List<Chunk> chunks;
  private final Piece rest;
  private final boolean exifIsNamed;
  private final byte[] exif;

  private WebpContainer(List<Chunk> chunks, Piece rest) {
    this.chunks = chunks;
    this.rest = rest;
    byte[] data = data("EXIF");
    // Some programs put the name in front of it that EXIF has in a JPEG.
    exifIsNamed =
        data != null
            && data.length >= EXIF_NAME.length
            && Arrays.equals(data, 0, EXIF_NAME.length, EXIF_NAME, 0, EXIF_NAME.length);
    exif = exifIsNamed ? Arrays.copyOfRange(data, EXIF_NAME.length, data.length) : data;
  }

  static WebpContainer read(ByteSource source) throws IOException {
    ByteBuffer riff = ByteBuffer.wrap(source.read(0, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + (riff.getInt(4) & 0xffffffffL);
    if (end > source.size()) {
      throw new IOException("damaged WebP (cut off)");
    }
    List<Chunk> chunks = new ArrayList<>();
    for (long at = HEAD; at + 8 <= end; ) {
      ByteBuffer head = ByteBuffer.wrap(source.read(at, 8)).order(ByteOrder.LITTLE_ENDIAN);
      String type = StandardCharsets.ISO_8859_1.decode(head.slice(0, 4)).toString();
      long length = head.getInt(4) & 0xffffffffL;
      long next = at + 8 + length + (length & 1);
      if (next > end || chunks.size() == MOST_CHUNKS) {
        throw new IOException("damaged WebP (the chunk at byte " + at + " has no end)");
      }
      chunks.add(new Chunk(type, Piece.kept(at, next), data(source, type, at + 8, length)));
      at = next;
    }
    WebpContainer webp = new WebpContainer(chunks, Piece.kept(end, source.size()));
    webp.require();
    return webp;
  }

  private static byte[] data(ByteSource source, String type, long start, long length)
      throws IOException {
    switch (type) {
      case "C2PA" -> throw new IOException(SIGNED);
      case "VP8X", "VP8 ", "VP8L" -> {
        return source.read(start, (int) Math.min(10, length)); // their headers
      }
      case "EXIF", "XMP " -> {
        if (length > MOST_METADATA) {
          throw new IOException(
              "its metadata has %s bytes, and at most %s are read"
                  .formatted(length, MOST_METADATA));
        }
        return source.read(start, (int) length);
      }
      default -> {
        return null;
      }
    }
  }

  private void require() throws IOException {
    for (String type : List.of("EXIF", "XMP ")) {
      if (chunks.stream().filter(chunk -> chunk.type.equals(type)).count() > 1) {
        throw new IOException(
            "it has two chunks " + type.strip() + ", and readers differ about which counts");
      }
    }
    String first = chunks.isEmpty() ? "" : chunks.get(0).type;
    int header = first.equals("VP8L") ? 5 : 10;
    if (!List.of("VP8X", "VP8 ", "VP8L").contains(first) || chunks.get(0).data.length < header) {
      throw new IOException("damaged WebP (it does not begin with its pixels or their size)");
    }
  }

  private byte[] data(String type) {
    return chunks.stream()
        .filter(chunk -> chunk.type.equals(type))
        .map(Chunk::data)
        .findFirst()
        .orElse(null);
  }

  @Override
  public PhotoMetadata metadata() {
    return new PhotoMetadata(data("XMP "), exif, null);
  }

  @Override
  public List<Piece> with(PhotoMetadata changed) {
    List<Chunk> all = new ArrayList<>(chunks);
    if (changed.exif() != null && changed.exif() != exif) {
      put(all, Chunk.of("EXIF", exifIsNamed ? named(changed.exif()) : changed.exif()));
    }
    if (changed.xmp() != null && changed.xmp() != data("XMP ")) {
      put(all, Chunk.of("XMP ", changed.xmp()));
    }
    describe(all);
    long length = 4 + all.stream().mapToLong(chunk -> chunk.piece.length()).sum();
    List<Piece> pieces = new ArrayList<>();
    pieces.add(
        Piece.written(
            ByteBuffer.allocate(HEAD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt((int) length)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                .array()));
    all.forEach(chunk -> pieces.add(chunk.piece));
    pieces.add(rest);
    return pieces;
  }

  private static byte[] named(byte[] tiff) {
    return ByteBuffer.allocate(EXIF_NAME.length + tiff.length).put(EXIF_NAME).put(tiff).array();
  }

  // The format wants EXIF and then XMP behind the pixels.
  private static void put(List<Chunk> all, Chunk chunk) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).type.equals(chunk.type)) {
        all.set(i, chunk);
        return;
      }
    }
    int place = all.size();
    for (int i = 0; i < all.size(); i++) {
      if (chunk.type.equals("EXIF") && all.get(i).type.equals("XMP ")) {
        place = i;
      }
    }
    all.add(place, chunk);
  }

  /** Makes the first chunk say which metadata there is. */
  private static void describe(List<Chunk> all) {
    Chunk first = all.get(0);
    boolean extended = first.type.equals("VP8X");
    byte[] header = extended ? first.data.clone() : header(first);
    for (Chunk chunk : all) {
      header[0] |= (byte) (chunk.type.equals("EXIF") ? EXIF_FLAG : 0);
      header[0] |= (byte) (chunk.type.equals("XMP ") ? XMP_FLAG : 0);
    }
    if (!extended) {
      all.add(0, Chunk.of("VP8X", header));
    } else if (header[0] != first.data[0]) {
      all.set(0, Chunk.of("VP8X", header));
    }
  }

  /**
   * The header of the extended format, from that of a simple one (RFC 6386, 9.1; RFC 9649, 3.4).
   */
  private static byte[] header(Chunk pixels) {
    ByteBuffer data = ByteBuffer.wrap(pixels.data).order(ByteOrder.LITTLE_ENDIAN);
    int width;
    int height;
    int flags = 0;
    if (pixels.type.equals("VP8L")) {
      int bits = data.getInt(1);
      width = bits & 0x3fff;
      height = bits >>> 14 & 0x3fff;
      flags = (bits >>> 28 & 1) * ALPHA_FLAG;
    } else {
      width = (data.getShort(6) & 0x3fff) - 1;
      height = (data.getShort(8) & 0x3fff) - 1;
    }
    return new byte[] {
      (byte) flags,
      0,
      0,
      0,
      (byte) width,
      (byte) (width >> 8),
      (byte) (width >> 16),
      (byte) height,
      (byte) (height >> 8),
      (byte) (height >> 16)
    };
  }

  @Override
  public List<Piece> constant() {
    List<Piece> pieces = new ArrayList<>();
    chunks.stream()
        .filter(chunk -> !List.of("VP8X", "EXIF", "XMP ").contains(chunk.type))
        .forEach(chunk -> pieces.add(chunk.piece));
    pieces.add(rest);
    return pieces;
  }
}
