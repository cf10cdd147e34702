package org.showtell.app.output.embed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Writes captions into photos that are in memory. */
public final class EmbeddedCaption {
  private EmbeddedCaption() {}

  /**
   * A photo with a caption in its metadata, in place of the one that it may have had. The
   * compressed pixels are the same bytes.
   *
   * @param photo a JPEG, PNG or WebP
   * @param caption not blank
   * @param keywords added to those that are there
   * @throws IOException if the photo is of another format, or damaged; the message is the reason
   */
  public static byte[] write(byte[] photo, String caption, List<String> keywords)
      throws IOException {
    ByteSource old = ByteSource.of(photo);
    Written written = Written.of(old, new CaptionChange(caption, keywords, true));
    ByteArrayOutputStream out = new ByteArrayOutputStream(photo.length + (1 << 13));
    for (PhotoContainer.Piece piece : written.pieces()) {
      piece.copy(old, out);
    }
    byte[] changed = out.toByteArray();
    written.check(ByteSource.of(changed));
    PhotoFile.READER.read(changed, "photo");
    return changed;
  }

  /**
   * A photo with a caption, not written yet.
   *
   * @param pieces of the whole file
   * @param metadata that they hold
   * @param fingerprint of what must be the same in the old file and the new one
   */
  record Written(List<PhotoContainer.Piece> pieces, PhotoMetadata metadata, byte[] fingerprint) {
    static Written of(ByteSource photo, CaptionChange change) throws IOException {
      PhotoContainer container = PhotoContainer.of(photo);
      PhotoMetadata metadata = change.apply(container);
      return new Written(container.with(metadata), metadata, container.fingerprint(photo));
    }

    /** Whether any byte is new. */
    boolean changes() {
      return pieces.stream().anyMatch(piece -> piece.content() != null);
    }

    /** Proves that a file has the pixels of the old one and the new metadata. */
    void check(ByteSource written) throws IOException {
      PhotoContainer container = PhotoContainer.of(written);
      PhotoMetadata found = container.metadata();
      if (!Arrays.equals(found.xmp(), metadata.xmp())
          || !Arrays.equals(found.exif(), metadata.exif())
          || !Arrays.equals(found.resources(), metadata.resources())
          || !Arrays.equals(container.fingerprint(written), fingerprint)) {
        throw new IOException("the new file is not the old one with a caption; this is a bug");
      }
    }
  }
}
