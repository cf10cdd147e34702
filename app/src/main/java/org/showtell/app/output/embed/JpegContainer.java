package org.showtell.app.output.embed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A JPEG file: segments (ITU T.81, B.1.1) up to the first scan, and the rest, in which nothing is
 * changed: scans, further images, trailers. XMP in JPEG: XMP Specification Part 3, 1.1.3.
 */
final class JpegContainer implements PhotoContainer {
  private static final int APP0 = 0xe0;
  private static final int START_OF_SCAN = 0xda;
  private static final int MOST_PAYLOAD = 0xffff - 2;
  private static final int MOST_SEGMENTS = 10_000;

  /** What a segment holds, by its marker and the name that its payload begins with. */
  private enum Kind {
    EXIF(0xe1, "Exif\0\0"),
    XMP(0xe1, "http://ns.adobe.com/xap/1.0/\0"),
    MORE_XMP(0xe1, "http://ns.adobe.com/xmp/extension/\0"),
    RESOURCES(0xed, "Photoshop 3.0\0"),
    IMAGES(0xe2, "MPF\0"),
    BOXES(0xeb, "JP"),
    OTHER(-1, "");

    private final int marker;
    private final byte[] name;

    Kind(int marker, String name) {
      this.marker = marker;
      this.name = name.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Kind of(int marker, byte[] payload) {
      for (Kind kind : values()) {
        int length = kind.name.length;
        if (kind.marker == marker
            && payload.length >= length
            && Arrays.equals(payload, 0, length, kind.name, 0, length)) {
          return kind;
        }
      }
      return OTHER;
    }

    int room() {
      return MOST_PAYLOAD - name.length;
    }

    /** A segment of this kind. */
    byte[] segment(byte[] content) {
      return ByteBuffer.allocate(4 + name.length + content.length)
          .put((byte) 0xff)
          .put((byte) marker)
          .putShort((short) (2 + name.length + content.length))
          .put(name)
          .put(content)
          .array();
    }
  }

  /**
   * @param content what comes behind the kind's name; null for {@link Kind#OTHER}
   */
  private record Segment(Kind kind, int marker, Piece piece, byte[] content) {
    static Segment of(Kind kind, byte[] content) {
      return new Segment(kind, kind.marker, Piece.written(kind.segment(content)), content);
    }
  }

  /** What a caption changes, or what it moves. */
  private static final Set<Kind> CHANGING =
      Set.of(Kind.EXIF, Kind.XMP, Kind.RESOURCES, Kind.IMAGES);

  private final List<Segment> segments;
  private final Piece rest;

  private JpegContainer(List<Segment> segments, Piece rest) {
    this.segments = segments;
    this.rest = rest;
  }

  static JpegContainer read(ByteSource source) throws IOException {
    List<Segment> segments = new ArrayList<>();
    long at = 2;
    while (true) {
      if (segments.size() > MOST_SEGMENTS) {
        throw new IOException("damaged JPEG (more than " + MOST_SEGMENTS + " segments)");
      }
      long start = at;
      byte[] head = source.read(at, 4);
      while (head[0] == (byte) 0xff && head[1] == (byte) 0xff) { // bytes that only fill
        head = source.read(++at, 4);
      }
      int marker = head[1] & 0xff;
      int length = ByteBuffer.wrap(head).getShort(2) & 0xffff;
      if (head[0] != (byte) 0xff || marker < 0xc0 || marker >= 0xd0 && marker < START_OF_SCAN) {
        throw new IOException("damaged JPEG (no segment where one should be, at byte " + at + ")");
      }
      if (marker == START_OF_SCAN) {
        return new JpegContainer(segments, Piece.kept(start, source.size()));
      }
      if (length < 2 || at + 2 + length > source.size()) {
        throw new IOException("damaged JPEG (the segment at byte " + at + " has no end)");
      }
      long end = at + 2 + length;
      byte[] payload = marker < APP0 ? new byte[0] : source.read(at + 4, length - 2);
      segments.add(segment(marker, payload, Piece.kept(start, end)));
      at = end;
    }
  }

  private static Segment segment(int marker, byte[] payload, Piece piece) throws IOException {
    Kind kind = Kind.of(marker, payload);
    if (kind == Kind.BOXES && new String(payload, StandardCharsets.ISO_8859_1).contains("c2pa")) {
      throw new IOException(SIGNED);
    }
    byte[] content =
        kind == Kind.OTHER ? null : Arrays.copyOfRange(payload, kind.name.length, payload.length);
    return new Segment(kind, marker, piece, content);
  }

  private List<byte[]> contents(Kind kind) {
    return segments.stream().filter(one -> one.kind == kind).map(Segment::content).toList();
  }

  private byte[] first(Kind kind) {
    return contents(kind).stream().findFirst().orElse(null);
  }

  // Photoshop continues resources that are too long for one segment in the next.
  private byte[] resources() {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    contents(Kind.RESOURCES).forEach(joined::writeBytes);
    return contents(Kind.RESOURCES).size() < 2 ? first(Kind.RESOURCES) : joined.toByteArray();
  }

  @Override
  public PhotoMetadata metadata() {
    return new PhotoMetadata(first(Kind.XMP), first(Kind.EXIF), resources());
  }

  @Override
  public int exifRoom() {
    return Kind.EXIF.room();
  }

  @Override
  public boolean hasResources() {
    return true;
  }

  @Override
  public List<Piece> with(PhotoMetadata changed) throws IOException {
    List<Segment> all = new ArrayList<>(segments);
    put(all, Kind.EXIF, first(Kind.EXIF), changed.exif());
    if (changed.xmp() != first(Kind.XMP)) {
      requireOnePacket();
    }
    put(all, Kind.XMP, first(Kind.XMP), changed.xmp());
    if (changed.resources() != null && !Arrays.equals(resources(), changed.resources())) {
      putResources(all, changed.resources());
    }
    moveImages(all);
    List<Piece> pieces = new ArrayList<>(List.of(Piece.kept(0, 2)));
    all.forEach(segment -> pieces.add(segment.piece));
    pieces.add(rest);
    return pieces;
  }

  private void requireOnePacket() throws IOException {
    if (contents(Kind.XMP).size() > 1) {
      throw new IOException("it has two XMP packets, and readers differ about which counts");
    }
    for (byte[] more : contents(Kind.MORE_XMP)) {
      String text = new String(more, StandardCharsets.ISO_8859_1);
      if (text.contains("dc:description") || text.contains("AltTextAccessibility")) {
        throw new IOException("its description is in the extended part of its XMP");
      }
    }
  }

  private static void put(List<Segment> all, Kind kind, byte[] old, byte[] content)
      throws IOException {
    if (content == null || content == old) {
      return;
    }
    if (content.length > kind.room()) {
      throw new IOException(
          "its %s would have %s bytes, and at most %s fit into a JPEG"
              .formatted(kind, content.length, kind.room()));
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind == kind) {
        all.set(i, Segment.of(kind, content));
        return;
      }
    }
    all.add(place(all, kind), Segment.of(kind, content));
  }

  /** Behind JFIF's segment, and the others of the metadata in their usual order. */
  private static int place(List<Segment> all, Kind kind) {
    int place = 0;
    while (place < all.size()
        && (all.get(place).marker == APP0
            || kind != Kind.EXIF && all.get(place).marker == Kind.XMP.marker)) {
      place++;
    }
    return place;
  }

  private static void putResources(List<Segment> all, byte[] content) {
    int place = place(all, Kind.RESOURCES);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).kind == Kind.RESOURCES) {
        all.remove(i);
        place = i;
      }
    }
    int room = Kind.RESOURCES.room();
    for (int at = 0; at < content.length; at += room) {
      byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + room));
      all.add(place++, Segment.of(Kind.RESOURCES, part));
    }
  }

  /** Corrects where further images begin, and how long the first one is. */
  private void moveImages(List<Segment> all) throws IOException {
    long added = length(all) - length(segments);
    byte[] index = first(Kind.IMAGES);
    if (added == 0 || index == null) {
      return;
    }
    int place = 0;
    while (all.get(place).kind != Kind.IMAGES) {
      place++;
    }
    long behind = length(all.subList(place, all.size())) - length(from(Kind.IMAGES));
    all.set(place, Segment.of(Kind.IMAGES, ImageIndex.moved(index, added, behind)));
  }

  private List<Segment> from(Kind kind) {
    int place = 0;
    while (segments.get(place).kind != kind) {
      place++;
    }
    return segments.subList(place, segments.size());
  }

  private static long length(List<Segment> segments) {
    return segments.stream().mapToLong(segment -> segment.piece.length()).sum();
  }

  @Override
  public List<Piece> constant() {
    List<Piece> pieces = new ArrayList<>();
    segments.stream()
        .filter(segment -> !CHANGING.contains(segment.kind))
        .map(Segment::piece)
        .forEach(pieces::add);
    pieces.add(rest);
    return pieces;
  }
}
