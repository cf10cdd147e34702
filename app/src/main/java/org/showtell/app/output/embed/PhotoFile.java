package org.showtell.app.output.embed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/**
 * A photo on disk that a caption is written into: beside it, with its permissions, owner and
 * extended attributes; read again and compared; and moved over it. A link's target is written.
 * Other names of the same file (hard links) keep the old photo.
 */
final class PhotoFile {
  /** Decodes every pixel of a new file, at a size that takes little memory. */
  static final ImageReader READER =
      new ImageReader(ImageReaderConfig.defaults().withTarget(Preprocessing.imagenet(224)));

  private final Path file;

  /**
   * @param path the photo, or a link to it
   */
  PhotoFile(Path path) throws IOException {
    file = path.toRealPath();
  }

  /** Whether it has a description already; empty files and other formats have none. */
  boolean isDescribed() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return CaptionChange.isDescribed(PhotoContainer.of(ByteSource.of(channel)));
    }
  }

  /** Writes the caption, or throws and leaves the photo as it was. */
  void write(CaptionChange change, Backup backup) throws IOException {
    requireWritable();
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    EmbeddedCaption.Written written;
    try (FileChannel photo = FileChannel.open(file)) {
      written = EmbeddedCaption.Written.of(ByteSource.of(photo), change);
    }
    if (!written.changes()) {
      return;
    }
    try (AtomicFile beside = AtomicFile.copyOf(file, file)) {
      write(written, beside);
      check(written, beside.beside());
      if (Files.mismatch(file, beside.beside()) < 0) {
        return; // the same caption once more
      }
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (now.size() != before.size()
          || !now.lastModifiedTime().equals(before.lastModifiedTime())) {
        throw new IOException("another program has changed it meanwhile");
      }
      backup.keep(file);
      beside.replace();
    }
  }

  private void requireWritable() throws IOException {
    // Who may do everything, such as root, is asked for respect as well.
    boolean locked = Files.getFileStore(file).supportsFileAttributeView("posix");
    if (locked) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      locked =
          !permissions.contains(PosixFilePermission.OWNER_WRITE)
              && !permissions.contains(PosixFilePermission.GROUP_WRITE)
              && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
    if (locked || !Files.isWritable(file)) {
      throw new IOException("it is read-only; give it write permission first");
    }
  }

  private void write(EmbeddedCaption.Written written, AtomicFile beside) throws IOException {
    OutputStream out = new BufferedOutputStream(beside.stream(), 1 << 16);
    try (FileChannel photo = FileChannel.open(file)) {
      for (PhotoContainer.Piece piece : written.pieces()) {
        piece.copy(ByteSource.of(photo), out);
      }
    }
    out.flush();
    try (FileChannel synced = FileChannel.open(beside.beside(), StandardOpenOption.WRITE)) {
      synced.force(true); // a power cut must not leave the new name with nothing behind it
    }
  }

  private static void check(EmbeddedCaption.Written written, Path beside) throws IOException {
    try (FileChannel channel = FileChannel.open(beside)) {
      written.check(ByteSource.of(channel));
    }
    READER.read(beside);
  }
}
