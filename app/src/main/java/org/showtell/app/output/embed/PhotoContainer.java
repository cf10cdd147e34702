package org.showtell.app.output.embed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** An image file as a sequence of parts, some of which are metadata. */
interface PhotoContainer {
  /** More metadata of one kind is refused: it would have to be in memory. */
  int MOST_METADATA = 16 << 20;

  /** What must not be changed, because a signature covers it. */
  String SIGNED =
      "signed with Content Credentials (C2PA), which a change would break; write format xmp instead";

  /**
   * A piece of a file: bytes of the old one, or new ones.
   *
   * @param start where it begins in the old file
   * @param end the first byte behind it
   * @param content instead of the old file's bytes; null for those
   */
  record Piece(long start, long end, byte[] content) {
    private static final int BLOCK = 1 << 16;

    static Piece kept(long start, long end) {
      return new Piece(start, end, null);
    }

    static Piece written(byte[] content) {
      return new Piece(0, 0, content);
    }

    long length() {
      return content == null ? end - start : content.length;
    }

    void copy(ByteSource source, OutputStream out) throws IOException {
      if (content != null) {
        out.write(content);
        return;
      }
      for (long at = start; at < end; at += BLOCK) {
        out.write(source.read(at, (int) Math.min(BLOCK, end - at)));
      }
    }
  }

  PhotoMetadata metadata();

  /** Bytes that the EXIF may have. */
  default int exifRoom() {
    return MOST_METADATA;
  }

  /** Whether there is a place for Photoshop's resources. */
  default boolean hasResources() {
    return false;
  }

  /**
   * The whole file with other metadata. Metadata that is the same object as before stays in its
   * bytes, and changed metadata stays in its place among the other parts.
   *
   * @throws IOException if it does not fit
   */
  List<Piece> with(PhotoMetadata changed) throws IOException;

  /** Everything that no caption changes, the compressed pixels first of all. */
  List<Piece> constant();

  /** SHA-256 of {@link #constant}. */
  default byte[] fingerprint(ByteSource source) throws IOException {
    try (DigestOutputStream out =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      for (Piece piece : constant()) {
        piece.copy(source, out);
      }
      return out.getMessageDigest().digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Finds the parts of a file.
   *
   * @throws IOException if it is of another format, or damaged
   */
  static PhotoContainer of(ByteSource source) throws IOException {
    byte[] head = source.read(0, (int) Math.min(12, source.size()));
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return JpegContainer.read(source);
    }
    if (text.startsWith(PngContainer.SIGNATURE)) {
      return PngContainer.read(source);
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return WebpContainer.read(source);
    }
    throw new IOException(
        "embed writes into JPEG, PNG and WebP only; write format csv, and import it with exiftool"
            + " (docs/cli.md says how)");
  }
}
