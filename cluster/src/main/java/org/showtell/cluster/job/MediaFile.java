package org.showtell.cluster.job;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.showtell.app.input.PhotoFiles;

/**
 * One thing to caption: a file of a Hadoop file system, or a row of a table that carries its bytes.
 *
 * @param path as records show it
 * @param length in bytes
 * @param modified milliseconds since 1970; 0 where it is not known
 * @param content its bytes, where a table has them; null for a file
 * @param known {@link #identity} of what earlier runs have of this source, in another version of it
 */
public record MediaFile(String path, long length, long modified, byte[] content, List<String> known)
    implements Serializable {
  /** What is done with a file. */
  public enum Kind {
    PHOTO,
    VIDEO,
    ARCHIVE,
    OTHER
  }

  public MediaFile {
    Objects.requireNonNull(path, "path");
    known = List.copyOf(known);
  }

  /** A file of a file system. */
  public static MediaFile of(String path, long length, long modified) {
    return new MediaFile(path, length, modified, null, List.of());
  }

  /** By the name's extension; a row with bytes is a photo. */
  public Kind kind() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (content != null || PhotoFiles.hasPhotoExtension(name)) {
      return Kind.PHOTO;
    }
    if (PhotoFiles.hasVideoExtension(name)) {
      return Kind.VIDEO;
    }
    return ArchivePhotos.isArchive(name) ? Kind.ARCHIVE : Kind.OTHER;
  }

  /** What tells a record from others: where it was found, and what was in it. */
  static String identity(String path, String sha256) {
    return path + "\n" + sha256;
  }
}
